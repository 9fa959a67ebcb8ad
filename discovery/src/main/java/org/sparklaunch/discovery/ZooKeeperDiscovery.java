package org.sparklaunch.discovery;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.curator.framework.CuratorFramework;
import org.apache.zookeeper.KeeperException;

/**
 * Discovery with ZooKeeper 3.6 or newer.
 *
 * <p>The announcement of a killed process remains for up to {@link #SESSION_TIMEOUT}, then ZooKeeper removes it.
 */
public final class ZooKeeperDiscovery implements Discovery {
    /** The time after which ZooKeeper removes the announcements of a silent process. */
    public static final Duration SESSION_TIMEOUT = Duration.ofSeconds(10);

    private final ZooKeeperConnection connection;
    private final boolean closed;

    private ZooKeeperDiscovery(ZooKeeperConnection connection, boolean closed) {
        this.connection = connection;
        this.closed = closed;
    }

    /**
     * Connects to an ensemble.
     *
     * @param connectString {@code host:port,host:port…}
     * @param limit how long to wait for ZooKeeper, now and in every later call
     * @throws DiscoveryException when no server answers within the limit, or the addresses are malformed
     */
    public static Discovery connect(String connectString, Duration limit) {
        return new ZooKeeperDiscovery(ZooKeeperConnection.open(connectString, limit), false);
    }

    /** What a launch needs to write below its path, beside the servers' addresses. */
    public record Writer(ZooKeeperCredentials credentials, DiscoveryPath path, boolean ownsServer) {}

    /**
     * Connects to an ensemble to write with credentials, and closes the nodes of a cluster to writers without them.
     *
     * @throws DiscoveryException when no server answers within the limit, or the addresses are malformed
     */
    public static Discovery connect(String connectString, Duration limit, Writer writer) {
        ClusterAcl acl = new ClusterAcl(writer.credentials, writer.path, writer.ownsServer);
        ZooKeeperConnection connection = ZooKeeperConnection.open(
                connectString,
                limit,
                builder -> builder.authorization(ZooKeeperCredentials.SCHEME, writer.credentials.bytes())
                        .aclProvider(acl));
        try {
            connection.call("close the nodes of " + writer.path, client -> {
                acl.closeExisting(client);
                return acl;
            });
            return new ZooKeeperDiscovery(connection, true);
        } catch (DiscoveryException e) {
            connection.close();
            throw e;
        }
    }

    /** Returns the session's id for tests, which make ZooKeeper end it. */
    ZooKeeperConnection connection() {
        return connection;
    }

    @Override
    public ClusterSnapshot find(DiscoveryPath path) {
        String folder = new ClusterNodes(path).services();
        return connection.call("read " + path, client -> {
            List<ServiceInstance> found = new ArrayList<>();
            for (String name : children(client, folder)) {
                read(client, folder + "/" + name)
                        .flatMap(ServiceInstanceCodec::decode)
                        .ifPresent(found::add);
            }
            return ClusterSnapshot.of(path, found);
        });
    }

    @Override
    public ClusterSnapshot await(DiscoveryPath path, Predicate<ClusterSnapshot> wanted, Duration limit) {
        BlockingQueue<ClusterSnapshot> changes = new LinkedBlockingQueue<>();
        ClusterSnapshot last = find(path);
        long deadline = System.nanoTime() + limit.toNanos();
        Watch watch = watch(path, changes::add);
        try {
            while (!wanted.test(last)) {
                ClusterSnapshot next = changes.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
                if (next == null) {
                    throw NotAnnounced.inTime(last, limit);
                }
                last = next;
            }
            return last;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DiscoveryException("interrupted while waiting for " + path, e);
        } finally {
            watch.close();
        }
    }

    @Override
    public Watch watch(DiscoveryPath path, Consumer<ClusterSnapshot> listener) {
        return connection.call("watch " + path, client -> ZooKeeperWatch.start(client, path, listener));
    }

    @Override
    public Registration register(DiscoveryPath path, ServiceInstance instance) {
        return connection.call(
                "announce " + instance.address() + " under " + path,
                client -> ZooKeeperRegistration.start(connection, path, instance));
    }

    @Override
    public ClusterMembership join(DiscoveryPath path, MembershipSpec spec) {
        ZooKeeperMembership membership = new ZooKeeperMembership(connection, path, spec);
        Optional<MembershipSpec> other = connection.call("join " + path, client -> membership.join());
        if (other.isPresent()) {
            membership.close();
            throw PathInUseException.of(spec, other.get(), find(path));
        }
        return membership;
    }

    @Override
    public MasterElection masterElection(DiscoveryPath path) {
        return new ZooKeeperElection(connection, path, closed);
    }

    @Override
    public List<DiscoveryPath> list(DiscoveryPath root) {
        return connection.call("list " + root, client -> {
            Set<String> found = new TreeSet<>();
            collect(client, root.value(), found);
            return found.stream().map(DiscoveryPath::new).toList();
        });
    }

    private static void collect(CuratorFramework client, String folder, Set<String> found) throws Exception {
        List<String> names = children(client, folder);
        for (String name : names) {
            if (!DiscoveryPath.OWN_NAMES.contains(name)) {
                collect(client, folder + "/" + name, found);
            } else if (!name.equals(ClusterNodes.RECOVERY)
                    && !children(client, folder + "/" + name).isEmpty()) {
                found.add(folder);
            }
        }
    }

    static List<String> children(CuratorFramework client, String folder) throws Exception {
        try {
            return client.getChildren().forPath(folder);
        } catch (KeeperException.NoNodeException e) {
            return List.of();
        }
    }

    /** Reads an instance; empty when its node was removed after the listing. */
    private static Optional<byte[]> read(CuratorFramework client, String node) throws Exception {
        try {
            return Optional.of(client.getData().forPath(node));
        } catch (KeeperException.NoNodeException e) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        connection.close();
    }
}
