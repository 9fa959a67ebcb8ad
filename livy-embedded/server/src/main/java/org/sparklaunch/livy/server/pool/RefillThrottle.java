package org.sparklaunch.livy.server.pool;

import java.time.Duration;

/**
 * Decides when the next member may start: not while users' statements run, up to a limit, and after growing pauses when
 * members do not become ready. All times in epoch milliseconds. Not thread-safe: the pool's lock guards it.
 */
final class RefillThrottle {
    /**
     * The idle time before a start, which takes a core for some seconds; the gap between two quick statements is too
     * short.
     */
    static final Duration QUIET = Duration.ofSeconds(2);

    static final Duration LONGEST_WAIT = Duration.ofSeconds(30);
    static final Duration FIRST_PAUSE = Duration.ofSeconds(5);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);
    private static final int MOST_DOUBLINGS = 6;
    private static final long NOT_WAITING = Long.MAX_VALUE;

    private long lastBusy;
    private long waitingSince = NOT_WAITING;
    private long notBefore;
    private int failures;

    /** Starts like after a busy time, since the cluster around the server is starting too. */
    RefillThrottle(long now) {
        lastBusy = now;
        notBefore = now;
    }

    /** Returns whether a member may start now, if one is missing. Called repeatedly. */
    boolean allows(long now, boolean wanted, boolean busy) {
        if (busy) {
            lastBusy = now;
        }
        if (!wanted) {
            waitingSince = NOT_WAITING;
            return false;
        }
        waitingSince = Math.min(waitingSince, now);
        boolean quiet = now - lastBusy >= QUIET.toMillis() || now - waitingSince >= LONGEST_WAIT.toMillis();
        return quiet && now >= notBefore;
    }

    /** Notes a start; the next one waits again. */
    void started() {
        waitingSince = NOT_WAITING;
    }

    void failed(long now) {
        long pause = FIRST_PAUSE.toMillis() << Math.min(failures, MOST_DOUBLINGS);
        notBefore = now + Math.min(pause, LONGEST_PAUSE.toMillis());
        failures++;
    }

    void succeeded() {
        failures = 0;
    }

    int failures() {
        return failures;
    }
}
