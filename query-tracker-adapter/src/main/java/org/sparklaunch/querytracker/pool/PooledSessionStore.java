package org.sparklaunch.querytracker.pool;

import java.util.List;

/** Stores the sessions of the pool across restarts. Thread-safe. */
public interface PooledSessionStore {
    /** Adds a record, or replaces the one of the same name. */
    void put(StoredSession record);

    /** Removes a session. */
    void remove(String name);

    /** Returns all stored sessions. */
    List<StoredSession> all();
}
