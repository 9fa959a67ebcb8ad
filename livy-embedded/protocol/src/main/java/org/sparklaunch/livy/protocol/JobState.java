package org.sparklaunch.livy.protocol;

/** The state of a job of the programmatic API. The names are those of Livy's REST bodies. */
public enum JobState {
    /** The server has it. */
    SENT,
    /** The driver has it. */
    QUEUED,
    STARTED,
    SUCCEEDED,
    FAILED,
    CANCELLED;

    /** Whether nothing more happens to a job in this state. */
    public boolean isFinal() {
        return this == SUCCEEDED || this == FAILED || this == CANCELLED;
    }
}
