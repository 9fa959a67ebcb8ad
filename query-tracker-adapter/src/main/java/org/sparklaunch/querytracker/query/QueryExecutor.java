package org.sparklaunch.querytracker.query;

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
import org.sparklaunch.querytracker.livy.LivyException;
import org.sparklaunch.querytracker.pool.SessionPool;
import org.sparklaunch.querytracker.pool.SessionStartException;
import org.sparklaunch.querytracker.pool.SessionsBusyException;
import org.sparklaunch.querytracker.pool.StoredSession;
import org.sparklaunch.querytracker.query.QueryState.Aborting;
import org.sparklaunch.querytracker.query.QueryState.Completing;
import org.sparklaunch.querytracker.query.QueryState.Pending;
import org.sparklaunch.querytracker.query.QueryState.Running;

/** Carries out queries, so many at a time, and brings each to an end state. */
final class QueryExecutor implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(QueryExecutor.class);
    private static final long CLOSE_LIMIT_SECONDS = 20;
    private static final long IDLE_SECONDS = 30;

    private final QueryStore store;
    private final SessionPool pool;
    private final QueryLimits limits;
    private final InstantSource clock;
    private final Map<String, CompletableFuture<Void>> ends = new ConcurrentHashMap<>();
    private final RunningQueries running = new RunningQueries();
    private final Backlog backlog = new Backlog();
    private final ExecutorService workers;
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(DaemonThreads.named("query-timeouts"));

    QueryExecutor(QueryStore store, SessionPool pool, QueryLimits limits, InstantSource clock) {
        this.store = store;
        this.pool = pool;
        this.limits = limits;
        this.clock = clock;
        this.workers = workers(limits.concurrent());
    }

    /** Such a pool makes a thread for each of its first tasks, however idle the others are: they end when nothing comes. */
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

    void start(Query query) {
        ends.computeIfAbsent(query.id(), id -> new CompletableFuture<>());
        backlog.add(new Backlog.Entry(
                query, new SettingsReader(limits).read(query.settings()).sessionKey(query.user())));
        // As many turns as queries: whichever comes, takes whichever is next.
        workers.execute(() -> backlog.take(pool::isReady).ifPresent(this::startNext));
    }

    private void startNext(Query query) {
        try {
            startNow(query);
        } finally {
            backlog.done(query);
        }
    }

    private void startNow(Query query) {
        if (store.move(query.id(), new Pending(), new Pending().start())) {
            carryOut(query, run -> Optional.of(run.run()));
        } else {
            ended(query.id());
        }
    }

    /** Goes on with a query whose statement is in a session, the one of the record if there is one. */
    void resume(Query query, @Nullable StoredSession record) {
        ends.computeIfAbsent(query.id(), id -> new CompletableFuture<>());
        workers.execute(() -> carryOut(query, run -> run.resume(record)));
    }

    /** Completes when the query is at an end; at once when it is, or when nobody works on it. */
    CompletableFuture<Void> whenEnded(String id) {
        CompletableFuture<Void> end = ends.get(id);
        return end == null ? CompletableFuture.completedFuture(null) : end.copy();
    }

    /** Tells whoever waits that the query is at an end. */
    void ended(String id) {
        CompletableFuture<Void> end = ends.remove(id);
        if (end != null) {
            end.complete(null);
        }
    }

    void interrupt(String id, QueryError why) {
        running.interrupt(id, why);
    }

    /** What is done with a query on its thread. */
    private interface Work {
        Optional<List<QueryResult>> carryOut(QueryRun run) throws InterruptedException;
    }

    /** An empty result sends the query back to pending: no server has accepted it. */
    private void carryOut(Query query, Work work) {
        RunningQueries.Entry entry = running.enter(query.id());
        Optional<List<QueryResult>> result = Optional.empty();
        QueryError failure = null;
        Optional<Future<?>> deadline = deadline(query);
        try {
            result = work.carryOut(new QueryRun(store, pool, limits, query, () -> entry.reason() != null));
        } catch (InterruptedException e) {
            if (entry.reason() == null) {
                LOG.info("Query {} goes on when the tracker is started again", query.id());
                Thread.currentThread().interrupt();
                return;
            }
        } catch (RuntimeException e) {
            failure = describe(query, e);
        } finally {
            deadline.ifPresent(task -> task.cancel(false));
            running.leave(query.id(), entry);
        }
        settle(query, entry.reason() != null ? entry.reason() : failure, result);
    }

    private void settle(Query query, @Nullable QueryError failure, Optional<List<QueryResult>> result) {
        if (failure == null && result.isEmpty() && store.move(query.id(), new Running(), new Running().restart())) {
            start(query);
            return;
        }
        if (failure == null && result.isPresent()) {
            complete(query, result.get());
        } else {
            fail(query, failure == null ? aborted() : failure);
        }
        ended(query.id());
    }

    private static QueryError aborted() {
        return QueryError.of(QueryError.CANCELED, "Query was aborted");
    }

    private void complete(Query query, List<QueryResult> results) {
        if (store.move(query.id(), new Running(), new Running().complete())) {
            store.complete(query.id(), new Completing().done(clock.instant(), results.size()), results);
        } else {
            fail(query, aborted());
        }
    }

    private void fail(Query query, QueryError why) {
        QueryError failed = why.within("Query " + query.id() + " failed");
        if (!store.move(query.id(), new Running(), new Running().fail(clock.instant(), failed))) {
            QueryError aborted = why.within("Query " + query.id() + " aborted");
            store.move(query.id(), new Aborting(), new Aborting().done(clock.instant(), aborted));
        }
    }

    private static QueryError describe(Query query, RuntimeException e) {
        if (e instanceof QueryException known) {
            return known.error();
        }
        if (e instanceof LivyException || e instanceof SessionsBusyException || e instanceof SessionStartException) {
            return QueryError.of(QueryError.GENERIC, String.valueOf(e.getMessage()));
        }
        LOG.error("Query {} failed in a way that was not foreseen", query.id(), e);
        return QueryError.of(QueryError.GENERIC, "The tracker itself failed (" + e + "); its log has more");
    }

    /** Interrupts the query when its time is over; for the caller to cancel. */
    private Optional<Future<?>> deadline(Query query) {
        return Optional.ofNullable(
                        new SettingsReader(limits).read(query.settings()).timeout())
                .map(timeout -> timer.schedule(
                        () -> interrupt(query.id(), tooLong(timeout)), timeout.toMillis(), TimeUnit.MILLISECONDS));
    }

    private static QueryError tooLong(Duration timeout) {
        return QueryError.of(
                QueryError.TIMEOUT, "The query did not end within its setting timeout, " + timeout.toMillis() + " ms");
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
