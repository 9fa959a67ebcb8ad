package org.sparklaunch.querytracker.query;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sparklaunch.querytracker.query.QueryState.Aborting;
import org.sparklaunch.querytracker.query.TrackerRegister.Estate;

/**
 * This tracker among those that share its database: says that it lives, takes over from those that do not, and hears of aborts
 * that users asked others for. Two threads, since taking over talks to Livy servers and must not keep it from saying so.
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
     * @param lost told when the others have declared this tracker dead: what it does counts no more, and it has to stop
     */
    public TrackerHeartbeat(
            TrackerRegister register, QueryRecovery recovery, QueryStore store, QueryService service, Runnable lost) {
        this.register = register;
        this.recovery = recovery;
        this.store = store;
        this.service = service;
        this.lost = lost;
        AtomicInteger number = new AtomicInteger();
        this.threads =
                Executors.newScheduledThreadPool(2, r -> new Thread(r, "tracker-partner-" + number.incrementAndGet()));
    }

    /** Begins its rounds. */
    public void start() {
        long millis = ROUND.toMillis();
        var unusedBeats = threads.scheduleWithFixedDelay(() -> guarded(this::beat), 0, millis, TimeUnit.MILLISECONDS);
        var unusedRounds =
                threads.scheduleWithFixedDelay(() -> guarded(this::round), millis, millis, TimeUnit.MILLISECONDS);
    }

    private interface Task {
        void run() throws InterruptedException;
    }

    private static void guarded(Task task) {
        try {
            task.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            // The next round tries again; without this the executor would never run another.
            LOG.error("A round among the trackers of the database failed", e);
        }
    }

    private void beat() {
        if (!register.beat()) {
            LOG.error(
                    "Other trackers heard nothing of this one for so long that they took over its queries; it stops. A"
                            + " machine that stood still or a database that could not be reached does this");
            threads.shutdown();
            lost.run();
        }
    }

    private void round() throws InterruptedException {
        Estate estate = register.inherit();
        if (!estate.isEmpty()) {
            LOG.info(
                    "Taking over {} queries and {} sessions of a tracker that ended",
                    estate.queries().size(),
                    estate.sessions().size());
            recovery.run(estate);
        }
        for (Query query : store.unfinished()) {
            if (query.state() instanceof Aborting) {
                service.executor()
                        .interrupt(
                                query.id(),
                                QueryError.of(QueryError.CANCELED, "Query was aborted through another tracker"));
            }
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        try {
            if (!threads.awaitTermination(CLOSE_LIMIT_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("The rounds among the trackers did not stop within {} s", CLOSE_LIMIT_SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
