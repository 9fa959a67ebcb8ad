package org.sparklaunch.livy.server.driver.worker;

import org.jspecify.annotations.Nullable;

/**
 * A driver as Spark's master reports it.
 *
 * @param worker the worker's id; null while no worker has room
 * @param message the master's message about a failure, if any
 */
record Submission(
        State state, @Nullable String worker, @Nullable String message) {

    /** Spark's states, and one for a driver that the master does not know. */
    enum State {
        SUBMITTED,
        RUNNING,
        RELAUNCHING,
        UNKNOWN,
        FINISHED,
        KILLED,
        FAILED,
        ERROR,
        NOT_FOUND;

        /** Returns whether the driver has ended. */
        boolean isFinal() {
            return compareTo(FINISHED) >= 0;
        }
    }
}
