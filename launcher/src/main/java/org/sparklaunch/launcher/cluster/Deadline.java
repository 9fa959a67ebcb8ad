package org.sparklaunch.launcher.cluster;

import java.time.Duration;
import java.util.function.LongSupplier;

/** A time limit that several waits share, on a monotonic clock of nanoseconds. */
final class Deadline {
    private final LongSupplier nanoTime;
    private final Duration limit;
    private final long start;

    Deadline(LongSupplier nanoTime, Duration limit) {
        this.nanoTime = nanoTime;
        this.limit = limit;
        this.start = nanoTime.getAsLong();
    }

    boolean isOver() {
        return nanoTime.getAsLong() - start >= limit.toNanos();
    }

    Duration limit() {
        return limit;
    }
}
