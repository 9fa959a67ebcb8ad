package org.sparklaunch.querytracker.query;

import java.time.Instant;
import java.util.List;
import org.sparklaunch.querytracker.error.QueryError;

/**
 * The state of a query, as in YTsaurus. The methods of a state are the transitions from it; a state without methods is
 * final.
 */
public sealed interface QueryState {
    /** The names of all states, in the order in which a query can pass them. */
    List<String> WORDS = List.of(
            "draft", "pending", "running", "aborting", "aborted", "completing", "completed", "failing", "failed");

    /** Returns the name of the state in YTsaurus. */
    String word();

    /** It ran or waited, and has ended. */
    sealed interface Ended extends QueryState {
        /** Returns when it ended. */
        Instant finish();
    }

    /** It has ended without a result. */
    sealed interface Unsuccessful extends Ended {
        /** Returns the reason. */
        QueryError error();
    }

    /** It is stored and never runs. */
    record Draft() implements QueryState {
        @Override
        public String word() {
            return "draft";
        }
    }

    /** It is accepted and stored. */
    record Pending() implements QueryState {
        @Override
        public String word() {
            return "pending";
        }

        public Running start() {
            return new Running();
        }

        public Aborted abort(Instant now, QueryError why) {
            return new Aborted(now, why);
        }
    }

    /** It waits for a session, or its statement runs there. */
    record Running() implements QueryState {
        @Override
        public String word() {
            return "running";
        }

        public Completing complete() {
            return new Completing();
        }

        public Aborting abort() {
            return new Aborting();
        }

        public Failed fail(Instant now, QueryError why) {
            return new Failed(now, why);
        }

        /** Goes back, since no server has accepted a statement. */
        public Pending restart() {
            return new Pending();
        }
    }

    /** A user aborted it; its session is being freed. */
    record Aborting() implements QueryState {
        @Override
        public String word() {
            return "aborting";
        }

        public Aborted done(Instant now, QueryError why) {
            return new Aborted(now, why);
        }
    }

    /** Its statement has ended, its result is being stored. */
    record Completing() implements QueryState {
        @Override
        public String word() {
            return "completing";
        }

        public Completed done(Instant now, int results) {
            return new Completed(now, results);
        }

        public Failed fail(Instant now, QueryError why) {
            return new Failed(now, why);
        }

        /** Goes back, since the tracker restarted before the result was stored. The statement still has it. */
        public Running again() {
            return new Running();
        }
    }

    /** It ended with results. */
    record Completed(Instant finish, int results) implements Ended {
        @Override
        public String word() {
            return "completed";
        }
    }

    /** An error ended it. */
    record Failed(Instant finish, QueryError error) implements Unsuccessful {
        @Override
        public String word() {
            return "failed";
        }
    }

    /** A user aborted it. */
    record Aborted(Instant finish, QueryError error) implements Unsuccessful {
        @Override
        public String word() {
            return "aborted";
        }
    }
}
