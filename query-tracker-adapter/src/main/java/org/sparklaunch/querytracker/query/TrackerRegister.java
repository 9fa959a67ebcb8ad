package org.sparklaunch.querytracker.query;

import java.util.Set;

/**
 * Registers the trackers that share a database, each with queries and sessions of its own. A tracker whose heartbeat stops is
 * declared dead by the others, which take over its queries and sessions. If it comes back, its writes have no effect. Thread-safe.
 */
public interface TrackerRegister {

    /**
     * What this tracker took over from others.
     *
     * @param queries ids
     * @param sessions names
     */
    record Takeover(Set<String> queries, Set<String> sessions) {
        /** Copies both. */
        public Takeover {
            queries = Set.copyOf(queries);
            sessions = Set.copyOf(sessions);
        }

        /** Whether nothing was taken over. */
        public boolean isEmpty() {
            return queries.isEmpty() && sessions.isEmpty();
        }
    }

    /** Counts this tracker's heartbeat up; false when another has declared it dead, after which it must stop its work. */
    boolean beat();

    /** Declares the trackers dead whose heartbeat stopped, and takes over what belongs to no living tracker. */
    Takeover takeOverDead();

    /** Takes over everything that belongs to other trackers: for a database that one tracker at a time can open. */
    Takeover takeOverAll();
}
