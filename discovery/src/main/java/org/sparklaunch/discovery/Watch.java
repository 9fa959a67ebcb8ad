package org.sparklaunch.discovery;

/** A listener that hears of changes until this is closed. */
public interface Watch extends AutoCloseable {
    /** Ends the watch; one call of the listener may still be under way. Idempotent. */
    @Override
    void close();
}
