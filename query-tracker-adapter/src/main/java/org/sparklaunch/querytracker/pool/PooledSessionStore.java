package org.sparklaunch.querytracker.pool;

import java.util.List;

/** Remembers the sessions of the pool across restarts. Thread-safe. */
public interface PooledSessionStore {
    /** Adds a record, or replaces the one of the same name. */
    void put(StoredSession record);

    /** Forgets a session. */
    void remove(String name);

    /** Every session that is remembered. */
    List<StoredSession> all();
}
