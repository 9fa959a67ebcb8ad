package org.sparklaunch.livy.server.driver.worker;

import org.jspecify.annotations.Nullable;

/**
 * A driver as Spark's master sees it.
 *
 * @param worker the worker's id; null while no worker has room
 * @param message what the master says about a failure, if anything
 */
record Submission(
        State state, @Nullable String worker, @Nullable String message) {

    /** Spark's own words, and one for a driver that the master does not know (any more). */
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

        /** Whether nothing of it runs any more. */
        boolean isFinal() {
            return compareTo(FINISHED) >= 0;
        }
    }
}
