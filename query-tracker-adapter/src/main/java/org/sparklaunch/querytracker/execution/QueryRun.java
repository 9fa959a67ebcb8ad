package org.sparklaunch.querytracker.execution;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sparklaunch.querytracker.error.QueryError;
import org.sparklaunch.querytracker.error.QueryException;
import org.sparklaunch.querytracker.format.RowSerializer;
import org.sparklaunch.querytracker.livy.Backoff;
import org.sparklaunch.querytracker.livy.LivyClient;
import org.sparklaunch.querytracker.livy.LivyException;
import org.sparklaunch.querytracker.livy.LivyException.Reason;
import org.sparklaunch.querytracker.livy.LivyStatement;
import org.sparklaunch.querytracker.pool.BorrowRequest;
import org.sparklaunch.querytracker.pool.SessionLease;
import org.sparklaunch.querytracker.pool.SessionPool;
import org.sparklaunch.querytracker.pool.SessionStartException;
import org.sparklaunch.querytracker.pool.StoredSession;
import org.sparklaunch.querytracker.pool.WaitListener;
import org.sparklaunch.querytracker.query.QueryLocation;
import org.sparklaunch.querytracker.query.QueryProgress;
import org.sparklaunch.querytracker.query.QueryResult;
import org.sparklaunch.querytracker.query.QueryStore;
import org.sparklaunch.querytracker.result.StatementResult;
import org.sparklaunch.querytracker.settings.QueryLimits;
import org.sparklaunch.querytracker.settings.QuerySettings;

/** Runs one query on one thread. An interrupt of the thread ends it. */
final class QueryRun {
    private static final Logger LOG = LoggerFactory.getLogger(QueryRun.class);

    /** A cluster that loses one session after the other is not mended by more of them. */
    private static final int MOST_LOST_SESSIONS = 10;

    /** A driver that lost its connection as it started may have settings that never connect. */
    private static final int MOST_FAILED_STARTS = 3;

    private static final Duration NOW = Duration.ZERO;

    private final QueryStore store;
    private final SessionPool pool;
    private final QueryLimits limits;
    private final PreparedQuery query;
    private final BooleanSupplier aborted;
    private final WaitListener waits = new Waits();
    private QueryLocation placement;

    /** Stores what the query waits for. What is away is logged once for each wait. */
    private final class Waits implements WaitListener {
        @Override
        public void waiting(String reason) {
            place(placement.waiting(reason));
        }

        @Override
        public void away(String reason) {
            LOG.info("query {} waits: {}", query.id(), reason);
            waiting(reason);
        }

        @Override
        public void back(Duration after) {
            LOG.info("query {} continues after {} ms", query.id(), after.toMillis());
            place(placement.waiting(null));
        }
    }

    /**
     * Does nothing yet.
     *
     * @param aborted whether an interrupt is meant for this query; otherwise the tracker stops and the statement runs on
     */
    QueryRun(QueryStore store, SessionPool pool, QueryLimits limits, PreparedQuery query, BooleanSupplier aborted) {
        this.aborted = aborted;
        this.store = store;
        this.pool = pool;
        this.limits = limits;
        this.query = query;
        this.placement = query.query().placement();
    }

    /** Runs the query in a session of its user. */
    List<QueryResult> run() throws InterruptedException {
        Taken taken = take();
        try (SessionLease lease = taken.lease()) {
            List<QueryResult> results = new ArrayList<>(finish(lease, taken.statement()));
            for (int i = 1; i < taken.script().size(); i++) {
                results.addAll(finish(lease, submit(lease, taken.script(), i)));
            }
            return MainResults.of(query.statements(), results);
        }
    }

    /** A session that has the first statement of the query. */
    private record Taken(SessionLease lease, QueryScript script, int statement) {}

    /** Until a session has taken the first statement, nothing of the query has run, so it may start again in another one. */
    private Taken take() throws InterruptedException {
        for (int lost = 0; true; lost++) {
            place(QueryLocation.NONE);
            Optional<Taken> taken = take(lost);
            if (taken.isPresent()) {
                return taken.get();
            }
        }
    }

    /** Empty when the session died before it had the statement, if that may be. */
    private Optional<Taken> take(int lost) throws InterruptedException {
        QuerySettings settings = query.settings();
        BorrowRequest request = new BorrowRequest(query.sessionKey(), settings.sessionReuse(), settings.waitAtLimit());
        Optional<Taken> taken = Optional.empty();
        SessionLease lease = null;
        try {
            lease = pool.borrow(request, waits);
            place(new QueryLocation(lease.verdict(), null, lease.sessionName(), lease.sessionId(), null));
            QueryScript script = lease.call(client -> QueryScript.of(query, client));
            taken = Optional.of(new Taken(lease, script, submit(lease, script, 0)));
        } catch (LivyException e) {
            if (lost >= MOST_LOST_SESSIONS || lease == null || e.isOutage() || lease.isAlive()) {
                throw e;
            }
            LOG.info("query {} starts in another session: {}", query.id(), e.getMessage());
            lease.discard();
        } catch (SessionStartException e) {
            if (lost >= MOST_FAILED_STARTS || !e.isFromOutside()) {
                throw e;
            }
            LOG.info("query {} starts in another session: {}", query.id(), e.getMessage());
        } finally {
            if (lease != null && taken.isEmpty()) {
                lease.close();
            }
        }
        return taken;
    }

    /**
     * Resumes a statement that was posted, or was about to be, before the tracker restarted; empty when the server never
     * received it.
     */
    Optional<List<QueryResult>> resume(@Nullable StoredSession record) throws InterruptedException {
        int id = Objects.requireNonNull(placement.statementId(), "only queries with a statement are resumed");
        try (SessionLease lease = recover(record)) {
            QueryScript script = lease.call(client -> QueryScript.of(query, client));
            if (script.size() > 1) {
                throw unknownEnd("it is not known which of its statements had run");
            }
            Optional<LivyStatement> found = read(lease, id);
            if (found.isEmpty()) {
                return Optional.empty();
            }
            if (!found.get().code().equals(script.code(0))) {
                throw unknownEnd("statement " + id + " of the session belongs to another query");
            }
            return Optional.of(MainResults.of(query.statements(), finish(lease, id)));
        }
    }

    private SessionLease recover(@Nullable StoredSession record) throws InterruptedException {
        if (record == null) {
            throw unknownEnd("the tracker has no record of it");
        }
        try {
            return pool.recover(record, waits).orElseThrow(() -> unknownEnd("it no longer exists"));
        } catch (LivyException e) {
            throw unknownEnd(String.valueOf(e.getMessage()));
        }
    }

    private QueryException unknownEnd(String trouble) {
        return new QueryException(
                QueryError.GENERIC,
                "the tracker restarted while session " + placement.sessionId()
                        + " ran the query, and cannot use the session again: " + trouble
                        + "; it is unknown whether the query ended: start it again");
    }

    private int submit(SessionLease lease, QueryScript script, int index) throws InterruptedException {
        // Only this tracker posts to the session, one statement at a time, so the next id is known before the server
        // returns it. If the answer is lost, the id tells whether the statement was accepted.
        int expected = lease.call(client -> client.latestStatement(lease.sessionId()))
                .map(s -> s.id() + 1)
                .orElse(0);
        place(placement.at(expected));
        try {
            int id = lease.once(
                            client -> script.post(client, lease.sessionId(), index),
                            () -> findPosted(lease, expected, script.code(index)))
                    .id();
            place(placement.at(id));
            return id;
        } catch (InterruptedException e) {
            // It may have been accepted, so the session may be busy with a statement that no query waits for.
            release(lease, lease::discard);
            throw e;
        }
    }

    /** Returns the statement if the session has it. A session that has died cannot tell. */
    private Optional<LivyStatement> findPosted(SessionLease lease, int id, String code) throws InterruptedException {
        Optional<LivyStatement> found =
                lease.isAlive() ? lease.call(client -> client.statement(lease.sessionId(), id, NOW)) : Optional.empty();
        if (found.isEmpty() && !lease.isAlive()) {
            lease.discard();
            throw ended(lease);
        }
        return found.filter(statement -> statement.code().equals(code));
    }

    private List<QueryResult> finish(SessionLease lease, int id) throws InterruptedException {
        try {
            boolean exact = lease.call(LivyClient::takesQueries);
            List<QueryResult> results =
                    StatementResult.of(await(lease, id), query.settings().rowLimit());
            if (exact) {
                results.forEach(QueryRun::check);
            }
            return results;
        } catch (InterruptedException e) {
            release(lease, () -> cancel(lease, id));
            throw e;
        } catch (LivyException e) {
            lease.discard();
            // Livy refuses to show the statements of a session that is dead.
            throw e.reason() == Reason.REFUSED ? ended(lease) : e;
        }
    }

    /** A result that cannot be shown fails its query, not its readers. The cells of a stock Livy are not exact anyway. */
    private static void check(QueryResult result) {
        try {
            RowSerializer.check(result);
        } catch (IllegalArgumentException e) {
            throw new QueryException(QueryError.GENERIC, "the result cannot be shown: " + e.getMessage());
        }
    }

    private void release(SessionLease lease, Runnable free) {
        if (aborted.getAsBoolean()) {
            free.run();
        } else {
            lease.leave();
        }
    }

    private LivyStatement await(SessionLease lease, int id) throws InterruptedException {
        boolean waits = lease.call(LivyClient::waits);
        Backoff poll = new Backoff(Duration.ZERO);
        QueryProgress stored = QueryProgress.NONE;
        while (true) {
            LivyStatement seen = read(lease, id).orElseThrow(() -> ended(lease));
            QueryProgress now = QueryProgress.of(seen.progress(), seen.counts());
            if (!now.equals(stored)) {
                stored = now;
                store.progress(query.id(), stored);
            }
            if (seen.isFinal()) {
                return seen;
            }
            if (!waits) {
                poll.pause();
            }
        }
    }

    private Optional<LivyStatement> read(SessionLease lease, int id) throws InterruptedException {
        return lease.call(client -> client.statement(lease.sessionId(), id, limits.poll()));
    }

    private static QueryException ended(SessionLease lease) {
        return new QueryException(
                QueryError.GENERIC,
                "session " + lease.sessionId()
                        + " ended while it ran the query; the reason is in its driver's log. If the"
                        + " driver ran out of memory, raise --livy-driver-memory or the query's spark_conf");
    }

    /** Cancels the statement; if it does not end in time, the session is discarded. */
    private void cancel(SessionLease lease, int id) {
        boolean interrupted = Thread.interrupted();
        try {
            lease.callNow(client -> {
                client.cancel(lease.sessionId(), id);
                return id;
            });
            Backoff backoff = new Backoff(Duration.ofSeconds(5));
            while (backoff.remains()) {
                if (lease.callNow(client -> client.statement(lease.sessionId(), id, NOW))
                        .map(LivyStatement::isFinal)
                        .orElse(true)) {
                    return;
                }
                backoff.pause();
            }
            lease.discard();
        } catch (LivyException e) {
            LOG.warn(
                    "query {}: its statement could not be cancelled, so its session ends: {}",
                    query.id(),
                    e.getMessage());
            lease.discard();
        } catch (InterruptedException e) {
            interrupted = true;
            lease.discard();
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void place(QueryLocation next) {
        if (!next.equals(placement)) {
            placement = next;
            store.place(query.id(), next);
        }
    }
}
