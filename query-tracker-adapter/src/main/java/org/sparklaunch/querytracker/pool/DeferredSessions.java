package org.sparklaunch.querytracker.pool;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sparklaunch.querytracker.livy.Backoff;
import org.sparklaunch.querytracker.livy.LivyException;

/**
 * Sessions to end or to adopt once their server is back. Without this an ended query would leave its session to the server's idle
 * timeout, and that session would use up the server's limit. Thread-safe.
 */
final class DeferredSessions {
    private static final Logger LOG = LoggerFactory.getLogger(DeferredSessions.class);

    private final Duration limit;
    private final Queue<Deferred> waiting = new ConcurrentLinkedQueue<>();

    /** Work on a session; it may fail with a {@link LivyException} and is then repeated. */
    interface Work {
        void execute() throws InterruptedException;
    }

    private record Deferred(String what, Work work, Consumer<LivyException> giveUp, Backoff age) {}

    /**
     * Has nothing to do yet.
     *
     * @param limit after which work is given up
     */
    DeferredSessions(Duration limit) {
        this.limit = limit;
    }

    /** Executes now, or later if a server is away. */
    void execute(String what, Work work, Consumer<LivyException> giveUp) throws InterruptedException {
        Deferred deferred = new Deferred(what, work, giveUp, new Backoff(limit));
        if (!attempt(deferred)) {
            waiting.add(deferred);
        }
    }

    /** Tries everything that is waiting once. */
    void retry() throws InterruptedException {
        int count = waiting.size();
        for (int i = 0; i < count; i++) {
            Deferred next = waiting.poll();
            if (next != null && !attempt(next)) {
                waiting.add(next);
            }
        }
    }

    /** Returns whether nothing is left to do. */
    private static boolean attempt(Deferred deferred) throws InterruptedException {
        try {
            deferred.work().execute();
            return true;
        } catch (LivyException e) {
            if (e.isOutage() && deferred.age().remains()) {
                LOG.debug("{} waits: {}", deferred.what(), e.getMessage());
                return false;
            }
            deferred.giveUp().accept(e);
            return true;
        }
    }
}
