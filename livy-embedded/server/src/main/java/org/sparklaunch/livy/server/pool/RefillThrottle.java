package org.sparklaunch.livy.server.pool;

import java.time.Duration;

/**
 * When the next member may be started: not while users' statements run, but for a limit, and later and later when members
 * do not become ready. All times in epoch milliseconds. Not thread-safe: the pool's lock guards it.
 */
final class RefillThrottle {
    /** A member's start takes a core for some seconds; between two quick statements is no time for it. */
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

    /** A server that starts is busy: so is the cluster around it. */
    RefillThrottle(long now) {
        lastBusy = now;
        notBefore = now;
    }

    /** Whether a member may start now, if one is wanted. To be asked again and again. */
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

    /** One is on its way; the next one waits anew. */
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
