package org.sparklaunch.querytracker.pool;

import java.time.Duration;
import org.sparklaunch.querytracker.livy.OutageListener;

/** Receives the reason why a borrower waits. */
@FunctionalInterface
public interface WaitListener extends OutageListener {
    /**
     * Called on the borrower's thread, repeatedly with the same reason.
     *
     * @param reason for the user
     */
    void waiting(String reason);

    @Override
    default void away(String reason) {
        waiting(reason);
    }

    @Override
    default void back(Duration after) {}
}
