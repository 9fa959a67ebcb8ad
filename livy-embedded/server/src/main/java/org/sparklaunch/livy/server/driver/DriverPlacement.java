package org.sparklaunch.livy.server.driver;

/**
 * Where drivers run, and what that takes. Closing it leaves drivers as they are.
 *
 * <p>Arrow: whatever is behind it knows this package; nothing of this package knows what is behind it.
 */
public interface DriverPlacement extends AutoCloseable {

    /** Starts the drivers of sessions. */
    DriverLauncher sessions();

    /** Starts batches. */
    ApplicationLauncher applications();

    /** What drivers come for before they can talk. */
    DriverHttpResources reception();

    @Override
    void close();
}
