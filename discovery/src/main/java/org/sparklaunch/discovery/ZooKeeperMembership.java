package org.sparklaunch.discovery;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.state.ConnectionState;
import org.apache.curator.framework.state.ConnectionStateListener;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.data.Stat;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An ephemeral node of its own below {@code claims}, numbered by ZooKeeper: among launches that clash, the lower number has
 * the right.
 *
 * <p>A random mark in the node tells ours from others': a creation whose answer got lost is repeated by Curator and then
 * makes a second one. After a lost session the claim is made again, with a higher number, and is lost when a launch that
 * clashes came meanwhile. The lock makes a repair and a close exclude each other, else the repair could create the node
 * after the close removed it.
 */
final class ZooKeeperMembership implements ClusterMembership {
    private static final Logger LOG = LoggerFactory.getLogger(ZooKeeperMembership.class);

    private final ZooKeeperConnection connection;
    private final CuratorFramework client;
    private final DiscoveryPath path;
    private final String folder;
    private final String mark = UUID.randomUUID().toString();
    private final MembershipSpec spec;
    private final ConnectionStateListener repair = (c, state) -> repairAfter(state);
    private final Object lock = new Object();
    private boolean closed;
    private volatile boolean held;

    ZooKeeperMembership(ZooKeeperConnection connection, DiscoveryPath path, MembershipSpec spec) {
        this.connection = connection;
        this.client = connection.client();
        this.path = path;
        this.folder = new ClusterNodes(path).claims();
        this.spec = spec;
    }

    private record Member(String name, long session, MembershipCodec.Marked claim) {}

    /** Takes what is wanted, or tells who has it. */
    Optional<MembershipSpec> take() throws Exception {
        synchronized (lock) {
            if (closed) {
                return Optional.empty();
            }
            Optional<MembershipSpec> other = takeOrFindOther();
            boolean first = !held && other.isEmpty();
            held = other.isEmpty();
            if (first) {
                client.getConnectionStateListenable().addListener(repair);
            }
            return other;
        }
    }

    private Optional<MembershipSpec> takeOrFindOther() throws Exception {
        List<Member> members = members();
        long session = client.getZookeeperClient().getZooKeeper().getSessionId();
        if (members.stream().noneMatch(m -> isOurs(m) && m.session == session)) {
            Optional<MembershipSpec> earlier = firstClash(members);
            if (earlier.isPresent()) {
                return earlier;
            }
            client.create()
                    .creatingParentContainersIfNeeded()
                    .withMode(CreateMode.EPHEMERAL_SEQUENTIAL)
                    .forPath(folder + "/launch-", MembershipCodec.encode(mark, spec));
            members = members();
        }
        Optional<MembershipSpec> other =
                firstClash(members.stream().takeWhile(m -> !isOurs(m)).toList());
        if (other.isPresent()) {
            deleteOurs(members);
        }
        return other;
    }

    private boolean isOurs(Member member) {
        return member.claim.mark().equals(mark);
    }

    private Optional<MembershipSpec> firstClash(List<Member> members) {
        return members.stream()
                .filter(m -> !isOurs(m))
                .map(m -> m.claim.spec())
                .filter(other -> !spec.clashWith(other).isEmpty())
                .findFirst();
    }

    /** In the order in which they came. */
    private List<Member> members() throws Exception {
        List<Member> members = new ArrayList<>();
        for (String name : ZooKeeperDiscovery.children(client, folder)) {
            try {
                Stat stat = new Stat();
                byte[] data = client.getData().storingStatIn(stat).forPath(folder + "/" + name);
                members.add(new Member(name, stat.getEphemeralOwner(), MembershipCodec.decode(data)));
            } catch (KeeperException.NoNodeException e) {
                LOG.debug("{} was given up just now", name, e);
            }
        }
        members.sort(Comparator.comparing(Member::name));
        return members;
    }

    private void deleteOurs(List<Member> members) throws Exception {
        for (Member member : members) {
            if (isOurs(member)) {
                client.delete().quietly().guaranteed().forPath(folder + "/" + member.name);
            }
        }
    }

    private void repairAfter(ConnectionState state) {
        if (state != ConnectionState.RECONNECTED) {
            return;
        }
        // Curator's own thread must not wait for Curator's answers.
        Thread thread = new Thread(this::takeAgain, "discovery-claim-repair");
        thread.setDaemon(true);
        thread.start();
    }

    private void takeAgain() {
        try {
            take().ifPresent(other -> LOG.error("The discovery path {} was taken over by {}", path, other.holder()));
        } catch (Exception e) {
            LOG.warn("Could not renew the claim of {} yet: {}", path, e.toString());
        }
    }

    @Override
    public boolean isHeld() {
        return held;
    }

    @Override
    public boolean isOnly() {
        return connection.call(
                "read the members of " + path, c -> members().stream().allMatch(this::isOurs));
    }

    @Override
    public void close() {
        synchronized (lock) {
            closed = true;
            client.getConnectionStateListenable().removeListener(repair);
            if (!held) {
                return;
            }
            held = false;
        }
        connection.takeBack("the claim of " + path, c -> {
            deleteOurs(members());
            return mark;
        });
    }
}
