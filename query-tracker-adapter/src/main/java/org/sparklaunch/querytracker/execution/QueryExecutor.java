package org.sparklaunch.querytracker.execution;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sparklaunch.platform.process.DaemonThreads;
import org.sparklaunch.querytracker.error.QueryError;
import org.sparklaunch.querytracker.error.QueryException;
import org.sparklaunch.querytracker.livy.LivyException;
import org.sparklaunch.querytracker.pool.SessionPool;
import org.sparklaunch.querytracker.pool.SessionStartException;
import org.sparklaunch.querytracker.pool.SessionsBusyException;
import org.sparklaunch.querytracker.pool.StoredSession;
import org.sparklaunch.querytracker.query.Query;
import org.sparklaunch.querytracker.query.QueryResult;
import org.sparklaunch.querytracker.query.QueryState.Aborting;
import org.sparklaunch.querytracker.query.QueryState.Completing;
import org.sparklaunch.querytracker.query.QueryState.Pending;
import org.sparklaunch.querytracker.query.QueryState.Running;
import org.sparklaunch.querytracker.query.QueryStore;
import org.sparklaunch.querytracker.settings.QueryLimits;
import org.sparklaunch.querytracker.settings.SettingsReader;

/** Runs queries, a limited number at a time, and brings each to a final state. */
final class QueryExecutor implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(QueryExecutor.class);
    private static final long CLOSE_LIMIT_SECONDS = 20;
    private static final long IDLE_SECONDS = 30;

    private final QueryStore store;
    private final SessionPool pool;
    private final QueryLimits limits;
    private final SettingsReader reader;
    private final InstantSource clock;
    private final Map<String, CompletableFuture<Void>> ends = new ConcurrentHashMap<>();
    private final RunningQueries running = new RunningQueries();
    private final Backlog backlog = new Backlog();
    private final ForgottenViews views;
    private final ExecutorService workers;
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(DaemonThreads.named("query-timeouts"));

    QueryExecutor(QueryStore store, SessionPool pool, QueryLimits limits, InstantSource clock) {
        this.store = store;
        this.views = new ForgottenViews(store);
        this.pool = pool;
        this.limits = limits;
        this.reader = new SettingsReader(limits);
        this.clock = clock;
        this.workers = workers(limits.concurrent());
    }

    /** Such a pool creates a thread for each of its first tasks, even if others are idle. Idle threads end after a time. */
    private static ExecutorService workers(int most) {
        AtomicInteger number = new AtomicInteger();
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                most,
                most,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                r -> new Thread(r, "query-" + number.incrementAndGet()));
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    /**
     * Parses the settings of a query and splits its SQL.
     *
     * @throws QueryException when the query cannot run
     */
    PreparedQuery prepare(Query query) {
        return PreparedQuery.of(query, reader);
    }

    void start(PreparedQuery query) {
        ends.computeIfAbsent(query.id(), id -> new CompletableFuture<>());
        backlog.add(query);
        // One task per query; each task takes whichever query is next.
        workers.execute(() -> backlog.take(pool::isReady).ifPresent(this::startNext));
    }

    private void startNext(PreparedQuery query) {
        try {
            if (store.move(query.id(), new Pending(), new Pending().start())) {
                run(query, run -> Optional.of(run.run()));
            } else {
                announceEnd(query.id());
            }
        } finally {
            backlog.finish(query);
        }
    }

    /** Resumes a query whose statement is in a session, the one of the record if there is one. */
    void resume(PreparedQuery query, @Nullable StoredSession record) {
        ends.computeIfAbsent(query.id(), id -> new CompletableFuture<>());
        workers.execute(() -> run(query, run -> run.resume(record)));
    }

    /** Ends a pending or running query that cannot run. */
    void refuse(String id, QueryError why) {
        store.move(id, new Pending(), new Pending().start());
        fail(id, why);
        announceEnd(id);
    }

    /** Completes when the query has ended; at once when it has, or when no thread works on it. */
    CompletableFuture<Void> whenEnded(String id) {
        CompletableFuture<Void> end = ends.get(id);
        return end == null ? CompletableFuture.completedFuture(null) : end.copy();
    }

    /** Completes what {@link #whenEnded} returned. */
    void announceEnd(String id) {
        CompletableFuture<Void> end = ends.remove(id);
        if (end != null) {
            end.complete(null);
        }
    }

    void interrupt(String id, QueryError why) {
        running.interrupt(id, why);
    }

    /** The work on a query, on the thread of the caller. */
    private interface Work {
        Optional<List<QueryResult>> execute(QueryRun run) throws InterruptedException;
    }

    /** An empty result sends the query back to pending: no server has accepted it. */
    private void run(PreparedQuery query, Work work) {
        RunningQueries.Entry entry = running.enter(query.id());
        Optional<List<QueryResult>> result = Optional.empty();
        QueryError failure = null;
        Optional<Future<?>> deadline = scheduleDeadline(query);
        try {
            result = work.execute(new QueryRun(store, pool, limits, query, () -> entry.reason() != null));
        } catch (InterruptedException e) {
            if (entry.reason() == null) {
                LOG.info("query {} continues when the tracker is started again", query.id());
                Thread.currentThread().interrupt();
                return;
            }
        } catch (RuntimeException e) {
            failure = views.explain(query.query(), describe(query.id(), e));
        } finally {
            deadline.ifPresent(task -> task.cancel(false));
            running.leave(query.id(), entry);
        }
        settle(query, entry.reason() != null ? entry.reason() : failure, result);
    }

    private void settle(PreparedQuery query, @Nullable QueryError failure, Optional<List<QueryResult>> result) {
        if (failure == null && result.isEmpty() && store.move(query.id(), new Running(), new Running().restart())) {
            start(query);
            return;
        }
        if (failure == null && result.isPresent()) {
            complete(query.id(), result.get());
        } else {
            fail(query.id(), failure == null ? aborted() : failure);
        }
        announceEnd(query.id());
    }

    private static QueryError aborted() {
        return QueryError.of(QueryError.CANCELED, "Query was aborted");
    }

    private void complete(String id, List<QueryResult> results) {
        if (store.move(id, new Running(), new Running().complete())) {
            store.complete(id, new Completing().done(clock.instant(), results.size()), results);
        } else {
            fail(id, aborted());
        }
    }

    private void fail(String id, QueryError why) {
        QueryError failed = why.within("Query " + id + " failed");
        if (!store.move(id, new Running(), new Running().fail(clock.instant(), failed))) {
            QueryError aborted = why.within("Query " + id + " aborted");
            store.move(id, new Aborting(), new Aborting().done(clock.instant(), aborted));
        }
    }

    private static QueryError describe(String id, RuntimeException e) {
        if (e instanceof QueryException known) {
            return known.error();
        }
        if (e instanceof LivyException || e instanceof SessionsBusyException || e instanceof SessionStartException) {
            return QueryError.of(QueryError.GENERIC, String.valueOf(e.getMessage()));
        }
        LOG.error("query {} failed by a fault of the tracker", id, e);
        return QueryError.of(
                QueryError.GENERIC, "internal error of the query tracker: " + e + "; its log has the details");
    }

    /** Interrupts the query at its timeout; the caller cancels the returned task. */
    private Optional<Future<?>> scheduleDeadline(PreparedQuery query) {
        return Optional.ofNullable(query.settings().timeout())
                .map(timeout -> timer.schedule(
                        () -> interrupt(query.id(), tooLong(query.id(), timeout)),
                        timeout.toMillis(),
                        TimeUnit.MILLISECONDS));
    }

    private QueryError tooLong(String id, Duration timeout) {
        String waiting =
                store.find(id).map(query -> query.placement().waiting()).orElse(null);
        return QueryError.of(
                QueryError.TIMEOUT,
                "the query did not end within its setting timeout, " + timeout.toMillis() + " ms"
                        + (waiting == null ? "" : "; it waited: " + waiting));
    }

    /** Stops without ending any query: the next start finds the running ones again. */
    @Override
    public void close() {
        timer.shutdownNow();
        workers.shutdownNow();
        try {
            if (!workers.awaitTermination(CLOSE_LIMIT_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("some query threads did not end within {} s", CLOSE_LIMIT_SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
