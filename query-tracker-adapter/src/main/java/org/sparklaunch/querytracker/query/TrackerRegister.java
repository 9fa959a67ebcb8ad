package org.sparklaunch.querytracker.query;

import java.util.Set;

/**
 * The trackers that share a database, each with queries and sessions of its own. One that stops counting is declared dead by
 * the others, who take over what it had; should it come back, nothing that it writes counts any more. Thread-safe.
 */
public interface TrackerRegister {

    /**
     * What was another's and is this tracker's now.
     *
     * @param queries ids
     * @param sessions names
     */
    record Estate(Set<String> queries, Set<String> sessions) {
        /** Copies both. */
        public Estate {
            queries = Set.copyOf(queries);
            sessions = Set.copyOf(sessions);
        }

        /** Whether there is nothing to do. */
        public boolean isEmpty() {
            return queries.isEmpty() && sessions.isEmpty();
        }
    }

    /** Says that this tracker lives; false when another has declared it dead, after which it must stop its work. */
    boolean beat();

    /** Declares dead whoever did not count up for so long as this tracker watched, and takes over what is nobody's. */
    Estate inherit();

    /** Takes over whatever is another's: for a database that one tracker at a time can open. */
    Estate inheritAll();
}
