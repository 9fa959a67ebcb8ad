package org.sparklaunch.discovery;

/** The exclusive right of one launch to a path. */
public interface ClusterClaim extends AutoCloseable {
    /**
     * Whether the path is still ours. It is not once somebody else took it while the store had lost us: then two launches
     * serve one path and the holder should end.
     */
    boolean isHeld();

    /** Gives the path free. Idempotent, never throws. */
    @Override
    void close();
}
