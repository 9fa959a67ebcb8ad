package org.sparklaunch.livy.server.session;

/**
 * Where a session is in its life. Each state's methods are the moves out of it: {@code starting} becomes idle or dead,
 * {@code recovering} likewise, and nothing comes back from dead.
 */
public sealed interface SessionState {

    /** Livy's word. */
    String wireName();

    /** Whether statements are taken. */
    default boolean takesStatements() {
        return false;
    }

    /** Whether the session has not begun to end: jobs are taken, also while it starts. */
    default boolean isActive() {
        return true;
    }

    /** The driver is being started and has not said that Spark is up. */
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

    /** Spark is up. Idle without open statements, else busy. */
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

    /** Somebody ends it; the driver may still run. */
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

    /** No driver any more; kept for a while to be looked at. */
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
