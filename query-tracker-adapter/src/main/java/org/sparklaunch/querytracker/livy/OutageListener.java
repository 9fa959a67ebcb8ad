package org.sparklaunch.querytracker.livy;

import java.time.Duration;

/** Receives the beginning and the end of a wait for what is away. Called on the thread that waits. */
public interface OutageListener {
    /**
     * Called once when the wait begins.
     *
     * @param reason what does not answer, for the user
     */
    void away(String reason);

    /** Called once when it answers again, with the time since the wait began. */
    void back(Duration after);
}
