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
import org.sparklaunch.querytracker.pool.StoredSession;
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

    /** How long a Livy server may be away while a statement of ours runs: longer than it takes to restart. */
    private static final Duration OUTAGE = Duration.ofMinutes(2);

    private static final Duration NOW = Duration.ZERO;

    private final QueryStore store;
    private final SessionPool pool;
    private final QueryLimits limits;
    private final PreparedQuery query;
    private final BooleanSupplier aborted;
    private QueryLocation placement;

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
        QuerySettings settings = query.settings();
        BorrowRequest request = new BorrowRequest(query.sessionKey(), settings.sessionReuse(), settings.waitAtLimit());
        SessionLease lease = pool.borrow(request, reason -> place(QueryLocation.waitingFor(reason)));
        try (lease) {
            place(new QueryLocation(lease.verdict(), null, lease.sessionName(), lease.sessionId(), null));
            QueryScript script = QueryScript.of(query, lease.client());
            List<QueryResult> results = new ArrayList<>();
            for (int i = 0; i < script.size(); i++) {
                results.addAll(finish(lease, submit(lease, script, i)));
            }
            return results;
        }
    }

    /**
     * Resumes a statement that was posted, or was about to be, before the tracker restarted; empty when the server never
     * received it.
     */
    Optional<List<QueryResult>> resume(@Nullable StoredSession record) throws InterruptedException {
        int id = Objects.requireNonNull(placement.statementId(), "only queries with a statement are resumed");
        try (SessionLease lease = recover(record)) {
            QueryScript script = QueryScript.of(query, lease.client());
            if (script.size() > 1) {
                throw unknownEnd("it is not known which of its statements had run");
            }
            Optional<LivyStatement> found = read(lease, id, new Backoff(OUTAGE));
            if (found.isEmpty()) {
                return Optional.empty();
            }
            if (!found.get().code().equals(script.code(0))) {
                throw unknownEnd("statement " + id + " of the session belongs to another query");
            }
            return Optional.of(finish(lease, id));
        }
    }

    private SessionLease recover(@Nullable StoredSession record) throws InterruptedException {
        Backoff outage = new Backoff(OUTAGE);
        while (record != null) {
            try {
                return pool.recover(record).orElseThrow(() -> unknownEnd("it no longer exists"));
            } catch (LivyException e) {
                if (!isOutage(e) || !outage.remains()) {
                    throw unknownEnd(String.valueOf(e.getMessage()));
                }
                outage.pause();
            }
        }
        throw unknownEnd("the tracker has no record of it");
    }

    private QueryException unknownEnd(String trouble) {
        return new QueryException(
                QueryError.GENERIC,
                "the tracker restarted while session " + placement.sessionId()
                        + " ran the query, and cannot use the session again: " + trouble
                        + "; it is unknown whether the query ended: start it again");
    }

    /** A Livy server that restarts is not announced for a while. */
    private static boolean isOutage(LivyException e) {
        return e.reason() == Reason.UNREACHABLE || e.reason() == Reason.NOT_FOUND;
    }

    private int submit(SessionLease lease, QueryScript script, int index) throws InterruptedException {
        LivyClient client = lease.client();
        // Only this tracker posts to the session, one statement at a time, so the next id is known before the server
        // returns it. If the answer is lost, the id tells whether the statement was accepted.
        int expected =
                client.latestStatement(lease.sessionId()).map(s -> s.id() + 1).orElse(0);
        place(placement.at(expected));
        int id = submit(lease, script, index, expected);
        if (id != expected) {
            place(placement.at(id));
        }
        return id;
    }

    private int submit(SessionLease lease, QueryScript script, int index, int expected) throws InterruptedException {
        try {
            return script.post(lease.client(), lease.sessionId(), index).id();
        } catch (LivyException e) {
            if (e.reason() != Reason.UNREACHABLE) {
                throw e;
            }
            LOG.info("query {}: the answer to its statement was lost; looking for the statement", query.id());
            Optional<LivyStatement> accepted = read(lease, expected, new Backoff(OUTAGE));
            if (accepted.isPresent() && accepted.get().code().equals(script.code(index))) {
                return expected;
            }
            return script.post(lease.client(), lease.sessionId(), index).id();
        } catch (InterruptedException e) {
            // It may have been accepted, so the session may be busy with a statement that no query waits for.
            release(lease, lease::discard);
            throw e;
        }
    }

    private List<QueryResult> finish(SessionLease lease, int id) throws InterruptedException {
        try {
            List<QueryResult> results =
                    StatementResult.of(await(lease, id), query.settings().rowLimit());
            if (lease.client().takesQueries()) {
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
        Backoff outage = new Backoff(OUTAGE);
        Backoff poll = new Backoff(OUTAGE);
        QueryProgress stored = QueryProgress.NONE;
        while (true) {
            LivyStatement seen = read(lease, id, outage).orElseThrow(() -> ended(lease));
            if (seen.isFinal()) {
                return seen;
            }
            QueryProgress now = QueryProgress.of(seen.progress(), seen.counts());
            if (!now.equals(stored)) {
                stored = now;
                store.progress(query.id(), stored);
            }
            if (!lease.client().waits()) {
                poll.pause();
            }
            outage = new Backoff(OUTAGE);
        }
    }

    private Optional<LivyStatement> read(SessionLease lease, int id, Backoff outage) throws InterruptedException {
        while (true) {
            try {
                return lease.client().statement(lease.sessionId(), id, limits.poll());
            } catch (LivyException e) {
                if (!isOutage(e) || !outage.remains()) {
                    throw e;
                }
                LOG.info("query {}: {}; trying again", query.id(), e.getMessage());
                outage.pause();
            }
        }
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
            lease.client().cancel(lease.sessionId(), id);
            Backoff backoff = new Backoff(Duration.ofSeconds(5));
            while (backoff.remains()) {
                if (lease.client()
                        .statement(lease.sessionId(), id, NOW)
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
