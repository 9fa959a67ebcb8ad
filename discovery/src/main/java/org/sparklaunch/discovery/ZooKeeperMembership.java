package org.sparklaunch.discovery;

import java.util.ArrayList;
import java.util.Arrays;
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
import org.sparklaunch.platform.process.DaemonThreads;

/**
 * A membership is an ephemeral node below {@code claims}, numbered by ZooKeeper. Among launches that conflict, the one with the
 * lower number is the member.
 *
 * <p>A random mark distinguishes own nodes from others: Curator repeats a creation whose answer was lost, and then creates a
 * second node. After a lost session the node is created again with a higher number, and the membership is lost when a clashing
 * launch came meanwhile. The lock keeps a repair from creating the node after a close has removed it.
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
    private String node = "";

    ZooKeeperMembership(ZooKeeperConnection connection, DiscoveryPath path, MembershipSpec spec) {
        this.connection = connection;
        this.client = connection.client();
        this.path = path;
        this.folder = new ClusterNodes(path).claims();
        this.spec = spec;
    }

    private record Member(String name, long session, MembershipCodec.Marked node) {}

    /** Joins the cluster, or returns the other launch that prevents it. */
    Optional<MembershipSpec> join() throws Exception {
        synchronized (lock) {
            if (closed) {
                return Optional.empty();
            }
            Optional<MembershipSpec> other = joinOrFindOther();
            boolean first = !held && other.isEmpty();
            held = other.isEmpty();
            if (first) {
                client.getConnectionStateListenable().addListener(repair);
            }
            return other;
        }
    }

    private Optional<MembershipSpec> joinOrFindOther() throws Exception {
        List<Member> members = members();
        long session = client.getZookeeperClient().getZooKeeper().getSessionId();
        if (members.stream().noneMatch(m -> isOurs(m) && m.session == session)) {
            Optional<MembershipSpec> earlier = firstClash(members);
            if (earlier.isPresent()) {
                return earlier;
            }
            node = client.create()
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
        return member.node.mark().equals(mark);
    }

    private Optional<MembershipSpec> firstClash(List<Member> members) {
        return members.stream()
                .filter(m -> !isOurs(m))
                .map(m -> m.node.spec())
                .filter(other -> !spec.clashWith(other).isEmpty())
                .findFirst();
    }

    /** Returns the members in the order of their numbers. */
    private List<Member> members() throws Exception {
        List<Member> members = new ArrayList<>();
        for (String name : ZooKeeperDiscovery.children(client, folder)) {
            try {
                Stat stat = new Stat();
                byte[] data = client.getData().storingStatIn(stat).forPath(folder + "/" + name);
                members.add(new Member(name, stat.getEphemeralOwner(), MembershipCodec.decode(data)));
            } catch (KeeperException.NoNodeException e) {
                LOG.debug("{} has been removed", name, e);
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
        // Curator's own thread must not wait for its responses.
        DaemonThreads.start("discovery-membership-repair", this::rejoin);
    }

    private void rejoin() {
        try {
            join().ifPresent(other ->
                    LOG.error("another launch took over the discovery path {}: {}", path, other.holder()));
        } catch (Exception e) {
            LOG.warn("cannot renew the membership of {} yet: {}", path, e.toString());
        }
    }

    @Override
    public void restore() {
        if (held) {
            connection.mend("restoring the membership of " + path, c -> {
                restoreData();
                return join();
            });
        }
    }

    /** A node with foreign data would count as another launch. */
    private void restoreData() throws Exception {
        synchronized (lock) {
            byte[] data = MembershipCodec.encode(mark, spec);
            Stat stat = node.isEmpty() ? null : client.checkExists().forPath(node);
            boolean own = stat != null
                    && stat.getEphemeralOwner()
                            == client.getZookeeperClient().getZooKeeper().getSessionId();
            if (!closed && own && !Arrays.equals(data, client.getData().forPath(node))) {
                LOG.warn("the membership of {} was overwritten by another client; it is restored", path);
                client.setData().forPath(node, data);
            }
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
        connection.withdraw("the membership of " + path, c -> {
            deleteOurs(members());
            return mark;
        });
    }
}
