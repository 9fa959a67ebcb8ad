package org.sparklaunch.querytracker.execution;

import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;
import org.sparklaunch.querytracker.error.QueryError;
import org.sparklaunch.querytracker.error.QueryException;
import org.sparklaunch.querytracker.pool.PooledSessionStore;
import org.sparklaunch.querytracker.pool.SessionPool;
import org.sparklaunch.querytracker.pool.StoredSession;
import org.sparklaunch.querytracker.query.Query;
import org.sparklaunch.querytracker.query.QueryLocation;
import org.sparklaunch.querytracker.query.QueryState.Aborting;
import org.sparklaunch.querytracker.query.QueryState.Completing;
import org.sparklaunch.querytracker.query.QueryState.Running;
import org.sparklaunch.querytracker.query.QueryStore;
import org.sparklaunch.querytracker.query.TrackerRegister.Takeover;

/** Continues the queries and adopts the sessions that another tracker of the same database left. */
public final class QueryRecovery {
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

    /** Resumes running queries, starts pending ones, ends those that were being aborted, and adopts the sessions. */
    public void run(Takeover takeover) throws InterruptedException {
        Map<String, StoredSession> sessions = new TreeMap<>();
        records.all().stream()
                .filter(record -> takeover.sessions().contains(record.name()))
                .forEach(record -> sessions.put(record.name(), record));
        for (Query query : store.unfinished()) {
            if (!takeover.queries().contains(query.id())) {
                continue;
            }
            store.move(query.id(), new Completing(), new Completing().again());
            recover(query, sessions);
        }
        for (StoredSession record : sessions.values()) {
            pool.adopt(record);
        }
    }

    private void recover(Query query, Map<String, StoredSession> sessions) {
        if (query.state() instanceof Aborting) {
            QueryError why =
                    QueryError.of(QueryError.CANCELED, "the tracker restarted while the query was being aborted");
            store.move(query.id(), new Aborting(), new Aborting().done(clock.instant(), why));
            return;
        }
        try {
            recover(service.executor().prepare(query), sessions);
        } catch (QueryException e) {
            // The limits of this tracker may be lower than those under which the query was accepted.
            service.executor().refuse(query.id(), e.error());
        }
    }

    private void recover(PreparedQuery query, Map<String, StoredSession> sessions) {
        QueryLocation placement = query.query().placement();
        if (placement.statementId() != null) {
            service.executor().resume(query, sessions.remove(placement.sessionName()));
        } else {
            store.move(query.id(), new Running(), new Running().restart());
            service.executor().start(query);
        }
    }
}
