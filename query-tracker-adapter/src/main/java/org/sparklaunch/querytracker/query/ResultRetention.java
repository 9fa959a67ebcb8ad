package org.sparklaunch.querytracker.query;

import java.time.Duration;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Removes results that were kept long enough. To be run now and then; for one thread. */
public final class ResultRetention {
    private static final Logger LOG = LoggerFactory.getLogger(ResultRetention.class);

    private final QueryStore store;
    private final Duration retention;
    private final InstantSource clock;

    /** Works on a store. */
    public ResultRetention(QueryStore store, Duration retention, InstantSource clock) {
        this.store = store;
        this.retention = retention;
        this.clock = clock;
    }

    /** Removes what is too old now. */
    public void run() {
        int removed = store.expireResults(clock.instant().minus(retention));
        if (removed > 0) {
            LOG.info("Removed {} results of queries that ended {} h ago or earlier", removed, retention.toHours());
        }
    }
}
