package org.sparklaunch.querytracker.livy;

/** A call of a server through a client. */
@FunctionalInterface
public interface ClientCall<T> {
    /** Makes the call. */
    T on(LivyClient client) throws InterruptedException;
}
