package org.sparklaunch.discovery;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.imps.CuratorFrameworkState;
import org.apache.curator.framework.recipes.nodes.PersistentNode;
import org.apache.zookeeper.CreateMode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An announcement whose ephemeral node comes back after a lost session and after a deletion by others. */
final class ZooKeeperRegistration implements Registration {
    private static final Logger LOG = LoggerFactory.getLogger(ZooKeeperRegistration.class);

    private final CuratorFramework client;
    private final ServiceInstance instance;
    private final PersistentNode node;

    private ZooKeeperRegistration(CuratorFramework client, ServiceInstance instance, PersistentNode node) {
        this.client = client;
        this.instance = instance;
        this.node = node;
    }

    static Registration start(CuratorFramework client, DiscoveryPath path, ServiceInstance instance, Duration limit)
            throws InterruptedException {
        PersistentNode node = new PersistentNode(
                client,
                CreateMode.EPHEMERAL,
                false,
                new ClusterNodes(path).service(instance),
                ServiceInstanceCodec.encode(instance),
                true);
        ZooKeeperRegistration registration = new ZooKeeperRegistration(client, instance, node);
        node.start();
        if (!node.waitForInitialCreate(limit.toMillis(), TimeUnit.MILLISECONDS)) {
            registration.close();
            throw new DiscoveryException("ZooKeeper did not accept the announcement of " + instance.address()
                    + " under " + path + " within " + limit.toMillis() + " ms");
        }
        return registration;
    }

    @Override
    public ServiceInstance instance() {
        return instance;
    }

    @Override
    public void close() {
        if (client.getState() != CuratorFrameworkState.STARTED) {
            return; // The session has ended and took the node with it.
        }
        try {
            node.close();
        } catch (IOException e) {
            LOG.debug("{} is withdrawn when the session ends: {}", instance.address(), e.getMessage());
        }
    }
}
