package org.sparklaunch.querytracker.testing;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.sparklaunch.querytracker.pool.SessionRecord;
import org.sparklaunch.querytracker.pool.SessionRecords;

/** Remembers as long as the test lives. */
public final class InMemorySessionRecords implements SessionRecords {
    private final Map<String, SessionRecord> records = new TreeMap<>();

    @Override
    public synchronized void put(SessionRecord record) {
        records.put(record.name(), record);
    }

    @Override
    public synchronized void remove(String name) {
        records.remove(name);
    }

    @Override
    public synchronized List<SessionRecord> all() {
        return List.copyOf(records.values());
    }
}
