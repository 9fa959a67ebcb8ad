package org.sparklaunch.discovery;

/** The right of one launch to run its parts of a cluster. */
public interface ClusterMembership extends AutoCloseable {
    /**
     * Whether the right is still ours. It is not once somebody else took a part that we want alone while the store had
     * lost us: then two launches run that part and the holder should end.
     */
    boolean isHeld();

    /**
     * Whether no other launch is a member of the cluster now.
     *
     * @throws DiscoveryException when the store cannot be reached in time
     */
    boolean isOnly();

    /** Gives the right up. Idempotent, never throws. */
    @Override
    void close();
}
