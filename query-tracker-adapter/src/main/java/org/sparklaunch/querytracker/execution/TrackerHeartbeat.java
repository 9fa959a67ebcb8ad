package org.sparklaunch.querytracker.execution;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sparklaunch.querytracker.error.QueryError;
import org.sparklaunch.querytracker.query.Query;
import org.sparklaunch.querytracker.query.QueryState.Aborting;
import org.sparklaunch.querytracker.query.QueryStore;
import org.sparklaunch.querytracker.query.TrackerRegister;
import org.sparklaunch.querytracker.query.TrackerRegister.Takeover;

/**
 * Keeps this tracker registered among those that share its database, takes over from dead trackers, and carries out aborts that
 * users requested from other trackers. It has two threads, since calls to Livy servers during a takeover must not delay the heartbeat.
 */
public final class TrackerHeartbeat implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TrackerHeartbeat.class);
    private static final Duration ROUND = Duration.ofSeconds(1);
    private static final long CLOSE_LIMIT_SECONDS = 10;

    private final TrackerRegister register;
    private final QueryRecovery recovery;
    private final QueryStore store;
    private final QueryService service;
    private final Runnable lost;
    private final ScheduledExecutorService threads;

    /**
     * Does nothing before {@link #start}.
     *
     * @param lost called when the others have declared this tracker dead: its writes have no effect any more, and it has to stop
     */
    public TrackerHeartbeat(
            TrackerRegister register, QueryRecovery recovery, QueryStore store, QueryService service, Runnable lost) {
        this.register = register;
        this.recovery = recovery;
        this.store = store;
        this.service = service;
        this.lost = lost;
        AtomicInteger number = new AtomicInteger();
        this.threads = Executors.newScheduledThreadPool(
                2, r -> new Thread(r, "tracker-heartbeat-" + number.incrementAndGet()));
    }

    /** Starts its threads. */
    public void start() {
        long millis = ROUND.toMillis();
        var unusedBeats = threads.scheduleWithFixedDelay(() -> runSafely(this::beat), 0, millis, TimeUnit.MILLISECONDS);
        var unusedRounds = threads.scheduleWithFixedDelay(
                () -> runSafely(this::checkOthers), millis, millis, TimeUnit.MILLISECONDS);
    }

    private interface Task {
        void run() throws InterruptedException;
    }

    private static void runSafely(Task task) {
        try {
            task.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            // The next round tries again; without this the executor would never run another.
            LOG.error("heartbeat or takeover in the shared database failed, next try within seconds", e);
        }
    }

    private void beat() {
        if (!register.beat()) {
            LOG.error(
                    "other trackers received no heartbeat of this one for --tracker-timeout and took over its queries; this"
                            + " tracker stops. Causes: a suspended machine, or a database that could not be reached");
            threads.shutdown();
            lost.run();
        }
    }

    private void checkOthers() throws InterruptedException {
        Takeover takeover = register.takeOverDead();
        if (!takeover.isEmpty()) {
            LOG.info(
                    "taking over {} queries and {} sessions of a tracker that ended",
                    takeover.queries().size(),
                    takeover.sessions().size());
            recovery.run(takeover);
        }
        for (Query query : store.unfinished()) {
            if (query.state() instanceof Aborting) {
                service.executor()
                        .interrupt(
                                query.id(),
                                QueryError.of(QueryError.CANCELED, "query was aborted through another tracker"));
            }
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        try {
            if (!threads.awaitTermination(CLOSE_LIMIT_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("the heartbeat threads did not stop within {} s", CLOSE_LIMIT_SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
