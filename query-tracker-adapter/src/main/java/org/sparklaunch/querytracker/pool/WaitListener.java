package org.sparklaunch.querytracker.pool;

/** Hears why a borrower still waits. */
@FunctionalInterface
public interface WaitListener {
    /**
     * Called on the borrower's thread whenever what it hears changes.
     *
     * @param reason ends with what will change it
     */
    void waiting(String reason);
}
