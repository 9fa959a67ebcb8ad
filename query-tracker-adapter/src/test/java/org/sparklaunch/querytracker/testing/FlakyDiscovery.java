package org.sparklaunch.querytracker.testing;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.sparklaunch.discovery.ClusterMembership;
import org.sparklaunch.discovery.ClusterSnapshot;
import org.sparklaunch.discovery.Discovery;
import org.sparklaunch.discovery.DiscoveryException;
import org.sparklaunch.discovery.DiscoveryPath;
import org.sparklaunch.discovery.MasterElection;
import org.sparklaunch.discovery.MembershipSpec;
import org.sparklaunch.discovery.Registration;
import org.sparklaunch.discovery.ServiceInstance;
import org.sparklaunch.discovery.ServiceType;
import org.sparklaunch.discovery.Watch;
import org.sparklaunch.discovery.testing.InMemoryDiscovery;

/** A connection to a ZooKeeper that can be stopped. */
public final class FlakyDiscovery implements Discovery {
    private final InMemoryDiscovery store = new InMemoryDiscovery();
    private volatile boolean stopped;
    private volatile Registration livy;

    /** Announces a Livy server under the default path. */
    public void register(URI address) {
        livy = store.register(DiscoveryPath.DEFAULT, new ServiceInstance(ServiceType.LIVY, "1", address.toString()));
    }

    public void withdraw() {
        livy.close();
    }

    public void stop() {
        stopped = true;
    }

    public void restart() {
        stopped = false;
    }

    private InMemoryDiscovery store() {
        if (stopped) {
            throw new DiscoveryException("ZooKeeper at 127.0.0.1:1 did not answer within 5000 ms");
        }
        return store;
    }

    @Override
    public ClusterSnapshot find(DiscoveryPath path) {
        return store().find(path);
    }

    @Override
    public ClusterSnapshot await(DiscoveryPath path, Predicate<ClusterSnapshot> wanted, Duration limit) {
        return store().await(path, wanted, limit);
    }

    @Override
    public Watch watch(DiscoveryPath path, Consumer<ClusterSnapshot> listener) {
        return store().watch(path, listener);
    }

    @Override
    public Registration register(DiscoveryPath path, ServiceInstance instance) {
        return store().register(path, instance);
    }

    @Override
    public ClusterMembership join(DiscoveryPath path, MembershipSpec spec) {
        return store().join(path, spec);
    }

    @Override
    public MasterElection masterElection(DiscoveryPath path) {
        return store().masterElection(path);
    }

    @Override
    public List<DiscoveryPath> list(DiscoveryPath root) {
        return store().list(root);
    }

    @Override
    public void close() {
        store.close();
    }
}
