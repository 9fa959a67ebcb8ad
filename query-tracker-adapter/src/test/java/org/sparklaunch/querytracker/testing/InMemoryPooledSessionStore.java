package org.sparklaunch.querytracker.testing;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.sparklaunch.querytracker.pool.PooledSessionStore;
import org.sparklaunch.querytracker.pool.StoredSession;

/** Remembers as long as the test lives. */
public final class InMemoryPooledSessionStore implements PooledSessionStore {
    private final Map<String, StoredSession> records = new TreeMap<>();

    @Override
    public synchronized void put(StoredSession record) {
        records.put(record.name(), record);
    }

    @Override
    public synchronized void remove(String name) {
        records.remove(name);
    }

    @Override
    public synchronized List<StoredSession> all() {
        return List.copyOf(records.values());
    }
}
