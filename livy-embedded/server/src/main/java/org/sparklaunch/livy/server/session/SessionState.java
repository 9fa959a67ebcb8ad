package org.sparklaunch.livy.server.session;

/**
 * The state of a session. The methods of a state are the transitions from it: {@code starting} becomes idle or dead,
 * {@code recovering} too, and dead is final.
 */
public sealed interface SessionState {

    /** Returns Livy's name of the state. */
    String wireName();

    /** Returns whether the session accepts statements. */
    default boolean takesStatements() {
        return false;
    }

    /** Returns whether the session has not begun to end. An active session accepts jobs, also while it starts. */
    default boolean isActive() {
        return true;
    }

    /** The driver starts and has not reported that Spark is up. */
    record Starting() implements SessionState {
        @Override
        public String wireName() {
            return "starting";
        }

        Ready ready() {
            return new Ready(0);
        }
    }

    /**
     * A restarted server waits for the driver to connect; it accepts statements, which wait as well.
     *
     * @param before the state when the earlier server died
     */
    record Recovering(SessionState before) implements SessionState {
        @Override
        public String wireName() {
            return "recovering";
        }

        @Override
        public boolean takesStatements() {
            return before.takesStatements();
        }
    }

    /** Spark is up. Without open statements the session is idle, else busy. */
    record Ready(int openStatements) implements SessionState {
        @Override
        public String wireName() {
            return openStatements == 0 ? "idle" : "busy";
        }

        @Override
        public boolean takesStatements() {
            return true;
        }
    }

    /** The session ends; the driver may still run. */
    record ShuttingDown() implements SessionState {
        @Override
        public String wireName() {
            return "shutting_down";
        }

        @Override
        public boolean isActive() {
            return false;
        }
    }

    /** The driver is gone; the session is kept for some time so that clients can read it. */
    record Dead(String reason, long at) implements SessionState {
        @Override
        public String wireName() {
            return "dead";
        }

        @Override
        public boolean isActive() {
            return false;
        }
    }
}
