package org.sparklaunch.livy.protocol;

/** The state of a job of the programmatic API. The names are those of Livy's REST bodies. */
public enum JobState {
    /** The server has it. */
    SENT,
    /** The driver accepted the job. */
    QUEUED,
    STARTED,
    SUCCEEDED,
    FAILED,
    CANCELLED;

    /** Returns whether the state is final. */
    public boolean isFinal() {
        return this == SUCCEEDED || this == FAILED || this == CANCELLED;
    }
}
