package org.sparklaunch.querytracker.pool;

import java.util.List;

/** Remembers the sessions of the pool across restarts. Thread-safe. */
public interface SessionRecords {
    /** Adds a record, or replaces the one of the same name. */
    void put(SessionRecord record);

    /** Forgets a session. */
    void remove(String name);

    /** Every session that is remembered. */
    List<SessionRecord> all();
}
