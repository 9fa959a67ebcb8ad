package org.sparklaunch.discovery;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.curator.framework.CuratorFramework;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.data.Stat;

/** Reads Curator's leader latch as Spark's masters use it: of the ephemeral nodes, the one with the lowest number leads. */
final class ZooKeeperElection implements MasterElection {
    /** The latch of ZooKeeperLeaderElectionAgent in Spark 3.5 and 4, below spark.deploy.zookeeper.dir. */
    private static final String LATCH = "/leader_election";

    private final ZooKeeperConnection connection;
    private final String folder;
    private final boolean closed;

    /**
     * Reads the election below a path.
     *
     * @param closed whether the nodes of the path are closed to writers without credentials
     */
    ZooKeeperElection(ZooKeeperConnection connection, DiscoveryPath path, boolean closed) {
        this.connection = connection;
        this.closed = closed;
        this.folder = path.recovery();
    }

    private record Candidate(String node, String number, String session) {}

    @Override
    public Optional<String> leader() {
        return connection.call("read the leader in " + folder, this::candidates).stream()
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

    /** Returns ZooKeeper's number of a node, whose name is a random text, a dash, and that number. */
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
    public void admitMasters() {
        if (!closed) {
            return;
        }
        connection.call("create " + folder, client -> {
            try {
                return client.create().creatingParentsIfNeeded().forPath(folder);
            } catch (KeeperException.NodeExistsException e) {
                return folder;
            }
        });
    }

    @Override
    public void forget() {
        connection.call(
                "remove the recovery data in " + folder,
                client -> client.delete().quietly().deletingChildrenIfNeeded().forPath(folder));
    }
}
