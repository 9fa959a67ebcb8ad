package org.sparklaunch.querytracker.query;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sparklaunch.querytracker.livy.LivyException;
import org.sparklaunch.querytracker.pool.SessionLease;
import org.sparklaunch.querytracker.pool.SessionPool;
import org.sparklaunch.querytracker.pool.SessionStartException;
import org.sparklaunch.querytracker.pool.SessionsBusyException;
import org.sparklaunch.querytracker.query.QueryState.Aborting;
import org.sparklaunch.querytracker.query.QueryState.Completing;
import org.sparklaunch.querytracker.query.QueryState.Pending;
import org.sparklaunch.querytracker.query.QueryState.Running;

/** Carries out queries, so many at a time, and brings each to an end state. */
final class QueryExecutor implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(QueryExecutor.class);
    private static final long CLOSE_LIMIT_SECONDS = 20;

    private final QueryStore store;
    private final SessionPool pool;
    private final QueryLimits limits;
    private final InstantSource clock;
    private final RunningQueries running = new RunningQueries();
    private final ExecutorService workers;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(r -> {
        Thread thread = new Thread(r, "query-timeouts");
        thread.setDaemon(true);
        return thread;
    });

    QueryExecutor(QueryStore store, SessionPool pool, QueryLimits limits, InstantSource clock) {
        this.store = store;
        this.pool = pool;
        this.limits = limits;
        this.clock = clock;
        AtomicInteger number = new AtomicInteger();
        this.workers = Executors.newFixedThreadPool(
                limits.concurrent(), r -> new Thread(r, "query-" + number.incrementAndGet()));
    }

    void start(Query query) {
        workers.execute(() -> startNow(query));
    }

    private void startNow(Query query) {
        if (store.move(query.id(), new Pending(), new Pending().start())) {
            carryOut(query, () -> Optional.of(newRun(query).run()));
        }
    }

    void resume(Query query, SessionLease lease) {
        workers.execute(() -> carryOut(query, () -> newRun(query).resume(lease)));
    }

    void interrupt(String id, QueryError why) {
        running.interrupt(id, why);
    }

    private QueryRun newRun(Query query) {
        return new QueryRun(store, pool, limits, query);
    }

    /** An empty result sends the query back to pending: no server has accepted it. */
    private void carryOut(Query query, Callable<Optional<QueryResult>> work) {
        RunningQueries.Entry entry = running.enter(query.id());
        Optional<QueryResult> result = Optional.empty();
        QueryError failure = null;
        try (Deadline deadline = deadline(query)) {
            result = work.call();
        } catch (InterruptedException e) {
            if (entry.reason() == null) {
                LOG.info("Query {} goes on when the tracker is started again", query.id());
                Thread.currentThread().interrupt();
                return;
            }
        } catch (Exception e) {
            failure = describe(query, e);
        } finally {
            running.leave(query.id(), entry);
        }
        QueryError reason = entry.reason() != null ? entry.reason() : failure;
        if (reason != null) {
            fail(query, reason);
        } else if (result.isPresent()) {
            complete(query, result.get());
        } else if (store.move(query.id(), new Running(), new Running().restart())) {
            start(query);
        }
    }

    private void complete(Query query, QueryResult result) {
        if (store.move(query.id(), new Running(), new Running().complete())) {
            store.complete(query.id(), new Completing().done(clock.instant(), 1), List.of(result));
        } else {
            fail(query, QueryError.of(QueryError.CANCELED, "The query was aborted when it was nearly done"));
        }
    }

    private void fail(Query query, QueryError why) {
        QueryError failed = why.within("Query " + query.id() + " failed");
        if (!store.move(query.id(), new Running(), new Running().fail(clock.instant(), failed))) {
            QueryError aborted = why.within("Query " + query.id() + " aborted");
            store.move(query.id(), new Aborting(), new Aborting().done(clock.instant(), aborted));
        }
    }

    private static QueryError describe(Query query, Exception e) {
        if (e instanceof QueryException known) {
            return known.error();
        }
        if (e instanceof LivyException || e instanceof SessionsBusyException || e instanceof SessionStartException) {
            return QueryError.of(QueryError.GENERIC, String.valueOf(e.getMessage()));
        }
        LOG.error("Query {} failed in a way that was not foreseen", query.id(), e);
        return QueryError.of(QueryError.GENERIC, "The tracker itself failed (" + e + "); its log has more");
    }

    /** Interrupts the query when its time is over, unless closed before. */
    private record Deadline(Optional<Future<?>> task) implements AutoCloseable {
        @Override
        public void close() {
            task.ifPresent(t -> t.cancel(false));
        }
    }

    private Deadline deadline(Query query) {
        return new Deadline(Optional.ofNullable(
                        new SettingsReader(limits).read(query.settings()).timeout())
                .map(timeout -> timer.schedule(
                        () -> interrupt(
                                query.id(),
                                QueryError.of(
                                        QueryError.TIMEOUT,
                                        "The query did not end within its setting timeout, " + timeout.toMillis()
                                                + " ms")),
                        timeout.toMillis(),
                        TimeUnit.MILLISECONDS)));
    }

    /** Stops without ending any query: what runs is found again at the next start. */
    @Override
    public void close() {
        timer.shutdownNow();
        workers.shutdownNow();
        try {
            if (!workers.awaitTermination(CLOSE_LIMIT_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("Some queries did not let go within {} s", CLOSE_LIMIT_SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
