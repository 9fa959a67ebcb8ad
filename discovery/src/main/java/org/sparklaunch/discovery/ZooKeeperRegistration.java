package org.sparklaunch.discovery;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.apache.curator.framework.recipes.nodes.PersistentNode;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.data.Stat;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An announcement whose ephemeral node is created again after a lost session and after a deletion by others. */
final class ZooKeeperRegistration implements Registration {
    private static final Logger LOG = LoggerFactory.getLogger(ZooKeeperRegistration.class);

    private final ZooKeeperConnection connection;
    private final PersistentNode node;
    private volatile ServiceInstance instance;

    private ZooKeeperRegistration(ZooKeeperConnection connection, ServiceInstance instance, PersistentNode node) {
        this.connection = connection;
        this.node = node;
        this.instance = instance;
    }

    static Registration start(ZooKeeperConnection connection, DiscoveryPath path, ServiceInstance instance)
            throws InterruptedException {
        PersistentNode node = new PersistentNode(
                connection.client(),
                CreateMode.EPHEMERAL,
                false,
                new ClusterNodes(path).service(instance),
                ServiceInstanceCodec.encode(instance),
                true);
        ZooKeeperRegistration registration = new ZooKeeperRegistration(connection, instance, node);
        Duration limit = connection.limit();
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
    public void update(ServiceInstance changed) {
        instance.requireSame(changed);
        instance = changed;
        try {
            node.setData(ServiceInstanceCodec.encode(changed));
        } catch (Exception e) {
            // The recipe keeps the data, and writes it when it creates the node again.
            LOG.debug("{} is announced again when ZooKeeper is back: {}", changed.address(), e.toString());
        }
    }

    @Override
    public void restore() {
        connection.mend("restoring the announcement of " + instance.address(), client -> {
            String path = node.getActualPath();
            if (path == null) {
                return node; // The recipe is about to create it.
            }
            Stat stat = new Stat();
            byte[] there = client.getData().storingStatIn(stat).forPath(path);
            if (stat.getEphemeralOwner()
                    != client.getZookeeperClient().getZooKeeper().getSessionId()) {
                client.delete().quietly().forPath(path); // The recipe creates it again.
            } else if (!Arrays.equals(there, ServiceInstanceCodec.encode(instance))) {
                LOG.warn(
                        "the announcement of {} was overwritten by another client; it is restored", instance.address());
                node.setData(ServiceInstanceCodec.encode(instance));
            }
            return node;
        });
    }

    @Override
    public void close() {
        connection.withdraw("the announcement of " + instance.address(), client -> {
            node.close();
            return node;
        });
    }
}
