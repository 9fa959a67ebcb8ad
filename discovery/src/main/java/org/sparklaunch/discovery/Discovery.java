package org.sparklaunch.discovery;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * A connection to the store in which clusters are announced. Thread-safe.
 *
 * <p>Every method throws {@link DiscoveryException} when the store cannot be reached in time, and when its thread is
 * interrupted. The interrupt flag then stays set.
 */
public interface Discovery extends AutoCloseable {
    /** Returns what is announced now; an empty snapshot when nothing is. */
    ClusterSnapshot find(DiscoveryPath path);

    /**
     * Waits until the announced cluster fulfils a condition.
     *
     * @throws DiscoveryException also when it does not within the limit; the message names what is announced instead
     */
    ClusterSnapshot await(DiscoveryPath path, Predicate<ClusterSnapshot> wanted, Duration limit);

    /**
     * Calls a listener with the present state, soon after this returns or before, and then at every change, in order. The calls
     * come on a thread of this connection, which the listener must not block. While the store cannot be reached there are no
     * calls; afterwards the listener gets the newest state.
     */
    Watch watch(DiscoveryPath path, Consumer<ClusterSnapshot> listener);

    /**
     * Announces an instance until the registration or this connection is closed, or the process ends. The announcement is
     * renewed after a lost session. It replaces an earlier one of the same type and id.
     */
    Registration register(DiscoveryPath path, ServiceInstance instance);

    /**
     * Makes a launch a member of the cluster under a path.
     *
     * @throws PathInUseException when another running launch has a service that only one launch may have
     */
    ClusterMembership join(DiscoveryPath path, MembershipSpec spec);

    /** Returns the election among the Spark masters of a path, for a path with several. */
    MasterElection masterElection(DiscoveryPath path);

    /** Returns the sorted paths at or below a root under which something is announced or a launch is a member. */
    List<DiscoveryPath> list(DiscoveryPath root);

    /** Withdraws everything that was announced through this connection. Idempotent, never throws. */
    @Override
    void close();
}
