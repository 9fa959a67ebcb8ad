package org.sparklaunch.discovery;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.imps.CuratorFrameworkState;
import org.apache.curator.framework.state.ConnectionState;
import org.apache.curator.framework.state.ConnectionStateListener;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The ephemeral node {@code claim}: a random mark of this claim, a line feed, the holder.
 *
 * <p>The mark tells our own node from another launch's: a creation whose answer got lost is repeated by Curator and then
 * finds the node there. After a lost session the claim is taken again, unless somebody was faster. The lock makes a
 * repair and a close exclude each other, else the repair could create the node after the close removed it.
 */
final class ZooKeeperClaim implements ClusterClaim {
    private static final Logger LOG = LoggerFactory.getLogger(ZooKeeperClaim.class);

    private final CuratorFramework client;
    private final DiscoveryPath path;
    private final String node;
    private final String mark = UUID.randomUUID().toString();
    private final byte[] data;
    private final ConnectionStateListener repair = (c, state) -> repairAfter(state);
    private final Object lock = new Object();
    private boolean closed;
    private volatile boolean held;

    ZooKeeperClaim(ZooKeeperConnection connection, DiscoveryPath path, String holder) {
        this.client = connection.client();
        this.path = path;
        this.node = new ClusterNodes(path).claim();
        this.data = (mark + "\n" + holder).getBytes(StandardCharsets.UTF_8);
    }

    /** Takes the path, or tells who has it. */
    Optional<String> take() throws Exception {
        synchronized (lock) {
            if (closed) {
                return Optional.empty();
            }
            Optional<String> other = createOrFindOther();
            boolean first = !held && other.isEmpty();
            held = other.isEmpty();
            if (first) {
                client.getConnectionStateListenable().addListener(repair);
            }
            return other;
        }
    }

    private Optional<String> createOrFindOther() throws Exception {
        while (true) {
            try {
                client.create()
                        .creatingParentContainersIfNeeded()
                        .withMode(CreateMode.EPHEMERAL)
                        .forPath(node, data);
                return Optional.empty();
            } catch (KeeperException.NodeExistsException e) {
                LOG.debug("{} is taken", path, e);
            }
            try {
                String[] text = new String(client.getData().forPath(node), StandardCharsets.UTF_8).split("\n", 2);
                return text[0].equals(mark) ? Optional.empty() : Optional.of(text[text.length - 1]);
            } catch (KeeperException.NoNodeException e) {
                LOG.debug("{} was given free just now, trying again", path, e);
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
            take().ifPresent(other -> LOG.error("The discovery path {} was taken over by {}", path, other));
        } catch (Exception e) {
            LOG.warn("Could not renew the claim of {} yet: {}", path, e.toString());
        }
    }

    @Override
    public boolean isHeld() {
        return held;
    }

    @Override
    public void close() {
        synchronized (lock) {
            closed = true;
            client.getConnectionStateListenable().removeListener(repair);
            if (!held || client.getState() != CuratorFrameworkState.STARTED) {
                return;
            }
            held = false;
            try {
                client.delete().guaranteed().forPath(node);
            } catch (Exception e) {
                LOG.debug("{} is given free when the session ends: {}", path, e.toString());
            }
        }
    }
}
