package org.sparklaunch.querytracker.result;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sparklaunch.querytracker.query.QueryStore;

/** Removes old results. Run it now and then, on one thread. */
public final class ResultRetention {
    private static final Logger LOG = LoggerFactory.getLogger(ResultRetention.class);

    private final QueryStore store;
    private final ResultFolder folder;
    private final Duration retention;
    private final InstantSource clock;

    /** Uses a store and the folder of its full results. */
    public ResultRetention(QueryStore store, ResultFolder folder, Duration retention, InstantSource clock) {
        this.store = store;
        this.folder = folder;
        this.retention = retention;
        this.clock = clock;
    }

    /** Removes the results that are too old now. */
    public void run() {
        Instant now = clock.instant();
        Set<String> full = store.fullResults(now.minus(retention));
        int removed = store.expireResults(now.minus(retention));
        if (removed > 0) {
            LOG.info("removed {} results of queries that ended {} h ago or earlier", removed, retention.toHours());
        }
        folder.clean(full, store.fullResults(null), now);
    }
}
