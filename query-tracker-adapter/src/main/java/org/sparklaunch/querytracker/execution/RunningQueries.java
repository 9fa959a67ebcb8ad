package org.sparklaunch.querytracker.execution;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.sparklaunch.querytracker.error.QueryError;

/** The threads that carry out queries, and why each was interrupted. Thread-safe. */
final class RunningQueries {
    private final Map<String, Entry> entries = new ConcurrentHashMap<>();

    /** One query's thread. */
    static final class Entry {
        private final Thread thread = Thread.currentThread();
        private final AtomicReference<@Nullable QueryError> reason = new AtomicReference<>();
        private boolean open = true;

        /** Why it was told to end; null when it was not, or when the whole tracker ends. */
        @Nullable
        QueryError reason() {
            return reason.get();
        }

        private synchronized void interrupt(QueryError why) {
            // After the entry is closed its thread may already be at another query.
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

    /** From here on the thread is not interrupted for this query; an interrupt that came before is taken back. */
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
