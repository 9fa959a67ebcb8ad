package org.sparklaunch.discovery;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.curator.framework.CuratorFramework;
import org.apache.zookeeper.data.Stat;

/** Curator's leader latch as Spark's masters use it: ephemeral nodes, the one with the lowest number leads. */
final class ZooKeeperElection implements MasterElection {
    /** Where ZooKeeperLeaderElectionAgent of Spark 3.5 and 4 has its latch, below spark.deploy.zookeeper.dir. */
    private static final String LATCH = "/leader_election";

    private final ZooKeeperConnection connection;
    private final String folder;

    ZooKeeperElection(ZooKeeperConnection connection, DiscoveryPath path) {
        this.connection = connection;
        this.folder = path.recovery();
    }

    private record Candidate(String node, String number, String session) {}

    @Override
    public Optional<String> leader() {
        return connection.call("read who leads in " + folder, this::candidates).stream()
                .min(Comparator.comparing(Candidate::number))
                .map(Candidate::session);
    }

    @Override
    public void end(String leader) {
        connection.call("end a leadership in " + folder, client -> {
            for (Candidate candidate : candidates(client)) {
                if (candidate.session.equals(leader)) {
                    client.delete().quietly().forPath(candidate.node);
                }
            }
            return folder;
        });
    }

    /** Node names are a random part, a dash, and the number that ZooKeeper gave. */
    private List<Candidate> candidates(CuratorFramework client) throws Exception {
        List<Candidate> candidates = new ArrayList<>();
        for (String name : ZooKeeperDiscovery.children(client, folder + LATCH)) {
            String node = folder + LATCH + "/" + name;
            Stat stat = client.checkExists().forPath(node);
            if (stat != null) {
                String number = name.substring(name.lastIndexOf('-') + 1);
                candidates.add(new Candidate(node, number, Long.toHexString(stat.getEphemeralOwner())));
            }
        }
        return candidates;
    }

    @Override
    public void forget() {
        connection.call(
                "remove what masters kept in " + folder,
                client -> client.delete().quietly().deletingChildrenIfNeeded().forPath(folder));
    }
}
