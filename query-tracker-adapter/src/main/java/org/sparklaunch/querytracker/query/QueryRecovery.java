package org.sparklaunch.querytracker.query;

import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sparklaunch.querytracker.livy.LivyException;
import org.sparklaunch.querytracker.pool.PooledSessionStore;
import org.sparklaunch.querytracker.pool.SessionPool;
import org.sparklaunch.querytracker.pool.StoredSession;
import org.sparklaunch.querytracker.query.QueryState.Aborting;
import org.sparklaunch.querytracker.query.QueryState.Completing;
import org.sparklaunch.querytracker.query.QueryState.Running;
import org.sparklaunch.querytracker.query.TrackerRegister.Estate;

/** Takes up what another tracker of the same database left behind. */
public final class QueryRecovery {
    private static final Logger LOG = LoggerFactory.getLogger(QueryRecovery.class);

    private final QueryStore store;
    private final PooledSessionStore records;
    private final SessionPool pool;
    private final QueryService service;
    private final InstantSource clock;

    /** Works on the parts given. */
    public QueryRecovery(
            QueryStore store, PooledSessionStore records, SessionPool pool, QueryService service, InstantSource clock) {
        this.store = store;
        this.records = records;
        this.pool = pool;
        this.service = service;
        this.clock = clock;
    }

    /** Goes on with what ran, runs what waited, ends what was being ended, and takes the sessions back. */
    public void run(Estate estate) throws InterruptedException {
        Map<String, StoredSession> sessions = new TreeMap<>();
        records.all().stream()
                .filter(record -> estate.sessions().contains(record.name()))
                .forEach(record -> sessions.put(record.name(), record));
        for (Query query : store.unfinished()) {
            if (!estate.queries().contains(query.id())) {
                continue;
            }
            store.move(query.id(), new Completing(), new Completing().again());
            take(query, sessions);
        }
        for (StoredSession record : sessions.values()) {
            adopt(record);
        }
    }

    private void take(Query query, Map<String, StoredSession> sessions) {
        if (query.state() instanceof Aborting) {
            QueryError why =
                    QueryError.of(QueryError.CANCELED, "The tracker restarted while the query was being aborted");
            store.move(query.id(), new Aborting(), new Aborting().done(clock.instant(), why));
        } else if (query.placement().statementId() != null) {
            service.executor().resume(query, sessions.remove(query.placement().sessionName()));
        } else {
            store.move(query.id(), new Running(), new Running().restart());
            service.executor().start(query);
        }
    }

    private void adopt(StoredSession record) throws InterruptedException {
        try {
            pool.adopt(record);
        } catch (LivyException e) {
            LOG.warn(
                    "Session {} of {} is left to its server's idle time-out: {}",
                    record.name(),
                    record.key().user(),
                    e.getMessage());
            records.remove(record.name());
        }
    }
}
