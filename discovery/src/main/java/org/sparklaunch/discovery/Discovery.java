package org.sparklaunch.discovery;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * One connection to where clusters are announced. Thread-safe.
 *
 * <p>Every method throws {@link DiscoveryException} when the store cannot be reached in time, and when its thread is
 * interrupted, whose flag then stays set.
 */
public interface Discovery extends AutoCloseable {
    /** What is announced now; an empty snapshot when nothing is. */
    ClusterSnapshot find(DiscoveryPath path);

    /**
     * Waits until what is announced is as wanted.
     *
     * @throws DiscoveryException also when it is not so within the limit; the message names what is there instead
     */
    ClusterSnapshot await(DiscoveryPath path, Predicate<ClusterSnapshot> wanted, Duration limit);

    /**
     * Tells a listener the present state, soon after this returns or before, and then every change, in order, on a thread of this connection that the
     * listener must not block. While the store is away the listener hears nothing and afterwards the newest state.
     */
    Watch watch(DiscoveryPath path, Consumer<ClusterSnapshot> listener);

    /**
     * Announces an instance until the registration or this connection is closed or the process dies. It repairs itself
     * after trouble with the store. An earlier announcement of the same type and id is replaced.
     */
    Registration register(DiscoveryPath path, ServiceInstance instance);

    /**
     * Makes a launch a member of the cluster under a path.
     *
     * @throws PathInUseException when another live launch runs a part that both cannot have
     */
    ClusterMembership claim(DiscoveryPath path, MembershipSpec spec);

    /** The election among the Spark masters of a path, where it has several. */
    MasterElection masterElection(DiscoveryPath path);

    /** The paths below a root, itself included, where something is announced or claimed, sorted. */
    List<DiscoveryPath> list(DiscoveryPath root);

    /** Withdraws everything that was announced through this connection. Idempotent, never throws. */
    @Override
    void close();
}
