package org.sparklaunch.discovery.testing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
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
import org.sparklaunch.discovery.Watch;

/**
 * A connection to an {@link InMemoryStore}, for tests without ZooKeeper. Listeners are called on the thread that makes the
 * change.
 */
public final class InMemoryDiscovery implements Discovery {
    private final InMemoryStore store;
    private final List<AutoCloseable> owned = new ArrayList<>();
    private boolean closed;

    /** Creates a connection to its own store. */
    public InMemoryDiscovery() {
        this(new InMemoryStore());
    }

    /** Creates one of several connections to a store, as several processes have to ZooKeeper. */
    public InMemoryDiscovery(InMemoryStore store) {
        this.store = store;
    }

    @Override
    public ClusterSnapshot find(DiscoveryPath path) {
        checkOpen();
        return store.snapshot(path);
    }

    @Override
    public ClusterSnapshot await(DiscoveryPath path, Predicate<ClusterSnapshot> wanted, Duration limit) {
        BlockingQueue<ClusterSnapshot> changes = new LinkedBlockingQueue<>();
        long deadline = System.nanoTime() + limit.toNanos();
        Watch watch = watch(path, changes::add);
        try {
            while (true) {
                ClusterSnapshot next = changes.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
                if (next == null) {
                    throw new DiscoveryException("the wanted services were not announced under " + path + " within "
                            + limit.toMillis() + " ms; there is " + store.snapshot(path));
                }
                if (wanted.test(next)) {
                    return next;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DiscoveryException("interrupted while waiting for " + path, e);
        } finally {
            watch.close();
        }
    }

    @Override
    public Watch watch(DiscoveryPath path, Consumer<ClusterSnapshot> listener) {
        checkOpen();
        Watch watch = store.watch(path, listener);
        owned.add(watch);
        return watch;
    }

    @Override
    public Registration register(DiscoveryPath path, ServiceInstance instance) {
        checkOpen();
        Registration registration = store.register(path, instance);
        owned.add(registration);
        return registration;
    }

    @Override
    public ClusterMembership join(DiscoveryPath path, MembershipSpec spec) {
        checkOpen();
        ClusterMembership membership = store.join(path, spec);
        owned.add(membership);
        return membership;
    }

    @Override
    public MasterElection masterElection(DiscoveryPath path) {
        checkOpen();
        return new NoElection();
    }

    @Override
    public List<DiscoveryPath> list(DiscoveryPath root) {
        checkOpen();
        return store.list(root);
    }

    private void checkOpen() {
        if (closed) {
            throw new DiscoveryException("this connection is closed");
        }
    }

    @Override
    public void close() {
        closed = true;
        for (AutoCloseable thing : owned) {
            try {
                thing.close();
            } catch (Exception e) {
                throw new IllegalStateException("nothing in memory fails to close", e);
            }
        }
        owned.clear();
    }
}
