package org.sparklaunch.querytracker.query;

import java.time.Instant;
import java.util.List;
import org.sparklaunch.querytracker.error.QueryError;

/**
 * Where a query stands, in the words of YTsaurus. The methods of a state are the ways out of it; a state without methods
 * is the end.
 */
public sealed interface QueryState {
    /** Every word, in the order in which a query can go through them. */
    List<String> WORDS = List.of(
            "draft", "pending", "running", "aborting", "aborted", "completing", "completed", "failing", "failed");

    /** The word for it. */
    String word();

    /** Accepted and stored. */
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

    /** Waits for a session or for its statement there. */
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

        /** Nothing of it was accepted by a server before the tracker restarted. */
        public Pending restart() {
            return new Pending();
        }
    }

    /** Somebody asked for its end; the session is being freed. */
    record Aborting() implements QueryState {
        @Override
        public String word() {
            return "aborting";
        }

        public Aborted done(Instant now, QueryError why) {
            return new Aborted(now, why);
        }
    }

    /** The statement is done, its result is being stored. */
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

        /** The tracker restarted before the result was stored; the statement still has it. */
        public Running again() {
            return new Running();
        }
    }

    /** Done, with results. */
    record Completed(Instant finish, int results) implements QueryState {
        @Override
        public String word() {
            return "completed";
        }
    }

    /** Ended by an error. */
    record Failed(Instant finish, QueryError error) implements QueryState {
        @Override
        public String word() {
            return "failed";
        }
    }

    /** Ended because somebody asked for it. */
    record Aborted(Instant finish, QueryError error) implements QueryState {
        @Override
        public String word() {
            return "aborted";
        }
    }
}
