package org.sparklaunch.querytracker.pool;

/** Receives the reason why a borrower waits. */
@FunctionalInterface
public interface WaitListener {
    /**
     * Called on the borrower's thread, repeatedly with the same reason.
     *
     * @param reason for the user
     */
    void waiting(String reason);
}
