package org.sparklaunch.discovery;

/** The membership of one launch in a cluster, with the right to run its services. */
public interface ClusterMembership extends AutoCloseable {
    /**
     * Returns whether the membership is still valid. It is lost when another launch took an exclusive service of this one while
     * the store had no session of this one. Then two launches run that service, and the caller should end.
     */
    boolean isHeld();

    /**
     * Returns whether no other launch is a member of the cluster now.
     *
     * @throws DiscoveryException when the store cannot be reached in time
     */
    boolean isOnly();

    /**
     * Becomes a member again if others removed or overwrote the membership; it is lost if a conflicting launch came in between.
     * Does nothing while the store cannot be reached.
     */
    void restore();

    /** Ends the membership. Idempotent, never throws. */
    @Override
    void close();
}
