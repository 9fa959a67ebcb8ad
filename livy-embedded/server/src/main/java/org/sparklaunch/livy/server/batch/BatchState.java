package org.sparklaunch.livy.server.batch;

/** The state of a batch: {@code starting}, {@code running}, then one of three final states. */
public sealed interface BatchState {

    /** Returns Livy's name of the state. */
    String wireName();

    /** The process does not exist yet. */
    record Starting() implements BatchState {
        @Override
        public String wireName() {
            return "starting";
        }
    }

    /** The process runs. */
    record Running() implements BatchState {
        @Override
        public String wireName() {
            return "running";
        }
    }

    /**
     * The process and its children are gone.
     *
     * @param at epoch milliseconds
     */
    record Ended(Outcome outcome, String reason, long at) implements BatchState {
        @Override
        public String wireName() {
            return outcome.wireName;
        }
    }

    /** The outcome of a batch. */
    enum Outcome {
        /** The exit code was 0. */
        SUCCESS("success"),
        /** The exit code was not 0, or is unknown. */
        DEAD("dead"),
        /** A client ended it, or the policy took its rights away. */
        KILLED("killed");

        private final String wireName;

        Outcome(String wireName) {
            this.wireName = wireName;
        }
    }
}
