package org.sparklaunch.querytracker.livy;

import java.time.Duration;

/** Growing pauses between attempts, up to a limit of the whole time. For one thread. */
public final class Backoff {
    private static final long FIRST_MILLIS = 20;
    private static final long LONGEST_MILLIS = 1_000;

    private final long started = System.nanoTime();
    private final Duration limit;
    private long millis = FIRST_MILLIS;

    /** Starts the time now. */
    public Backoff(Duration limit) {
        this.limit = limit;
    }

    /** Whether the limit is not reached. */
    public boolean remains() {
        return elapsed().compareTo(limit) < 0;
    }

    /** Since the start. */
    public Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - started);
    }

    /** Waits a little longer than the last time. */
    public void pause() throws InterruptedException {
        Thread.sleep(millis);
        millis = Math.min(millis * 3 / 2, LONGEST_MILLIS);
    }
}
