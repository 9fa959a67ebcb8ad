package org.sparklaunch.livy.server.driver.process;

import java.time.Duration;

/**
 * The process of a driver, here or on a worker, with all that it started. Thread-safe; no method has an effect once it
 * is gone.
 */
public interface DriverProcess {

    /** Returns the identity by which a restarted server finds the process. */
    DriverIdentity identity();

    /** Returns whether it runs; false for a dead one that its parent has not collected. */
    boolean isAlive();

    /** Waits for the process to exit and returns whether it did in time. */
    boolean awaitExit(Duration limit) throws InterruptedException;

    /** Requests its end (SIGTERM). */
    void terminate();

    /** Kills it and what is left of its process group (SIGKILL). */
    void kill();
}
