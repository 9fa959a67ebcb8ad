package org.sparklaunch.discovery;

/** Calls a listener at every change until it is closed. */
public interface Watch extends AutoCloseable {
    /** Ends the watch; one call of the listener may still be under way. Idempotent. */
    @Override
    void close();
}
