package org.sparklaunch.livy.server.driver;

import java.time.Duration;

/** A driver's process, here or on a worker, with all that it started. Thread-safe; everything is without effect once it is gone. */
public interface DriverProcess {

    /** What to look for after a restart. */
    DriverIdentity identity();

    /** Whether it runs; false for a dead one that its parent has not collected. */
    boolean isAlive();

    /** Waits for the end of the process; true when it ended in time. */
    boolean awaitExit(Duration limit) throws InterruptedException;

    /** Asks it to end (SIGTERM). */
    void terminate();

    /** Ends it and whatever is left of its process group (SIGKILL). */
    void kill();
}
