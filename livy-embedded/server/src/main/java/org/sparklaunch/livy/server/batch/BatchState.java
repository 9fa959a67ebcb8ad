package org.sparklaunch.livy.server.batch;

/** Where a batch is in its life: {@code starting}, {@code running}, then one of three ends, from which nothing comes back. */
public sealed interface BatchState {

    /** Livy's word. */
    String wireName();

    /** Its process does not exist yet. */
    record Starting() implements BatchState {
        @Override
        public String wireName() {
            return "starting";
        }
    }

    /** Its process was seen alive. */
    record Running() implements BatchState {
        @Override
        public String wireName() {
            return "running";
        }
    }

    /**
     * Nothing of it runs any more.
     *
     * @param at epoch milliseconds
     */
    record Ended(Outcome outcome, String reason, long at) implements BatchState {
        @Override
        public String wireName() {
            return outcome.wireName;
        }
    }

    /** How it ended. */
    enum Outcome {
        /** Its exit code was 0. */
        SUCCESS("success"),
        /** It had another one, or none. */
        DEAD("dead"),
        /** A client wanted its end. */
        KILLED("killed");

        private final String wireName;

        Outcome(String wireName) {
            this.wireName = wireName;
        }
    }
}
