package org.sparklaunch.querytracker.execution;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.sparklaunch.querytracker.error.QueryError;

/** The threads that run queries, and why each was interrupted. Thread-safe. */
final class RunningQueries {
    private final Map<String, Entry> entries = new ConcurrentHashMap<>();

    /** The thread of one query. */
    static final class Entry {
        private final Thread thread = Thread.currentThread();
        private final AtomicReference<@Nullable QueryError> reason = new AtomicReference<>();
        private boolean open = true;

        /** Returns why it was interrupted; null when it was not, or when the tracker stops. */
        @Nullable
        QueryError reason() {
            return reason.get();
        }

        private synchronized void interrupt(QueryError why) {
            // After the entry is closed its thread may run another query.
            if (open && reason.compareAndSet(null, why)) {
                thread.interrupt();
            }
        }

        private synchronized void close() {
            open = false;
        }
    }

    Entry enter(String id) {
        Entry entry = new Entry();
        entries.put(id, entry);
        return entry;
    }

    /** Ends interrupts for this query. An earlier interrupt is cleared. */
    void leave(String id, Entry entry) {
        entries.remove(id);
        entry.close();
        if (entry.reason() != null) {
            Thread.interrupted();
        }
    }

    void interrupt(String id, QueryError why) {
        Entry entry = entries.get(id);
        if (entry != null) {
            entry.interrupt(why);
        }
    }
}
