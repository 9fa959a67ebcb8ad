package org.sparklaunch.launcher.cluster;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Limits the restarts of one component: up to {@link #MOST} within {@link #WINDOW}, each after a longer pause. Not thread-safe.
 */
final class RestartPolicy {
    static final int MOST = 5;
    static final Duration WINDOW = Duration.ofMinutes(2);

    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);

    private final LongSupplier nanoTime;
    private final Deque<Long> crashes = new ArrayDeque<>();

    RestartPolicy(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** Returns the pause before the restart after a crash; empty when there were too many restarts. */
    Optional<Duration> afterCrash() {
        long now = nanoTime.getAsLong();
        while (!crashes.isEmpty() && now - crashes.peekFirst() > WINDOW.toNanos()) {
            crashes.removeFirst();
        }
        if (crashes.size() >= MOST) {
            return Optional.empty();
        }
        Duration pause = FIRST_PAUSE.multipliedBy(1L << crashes.size());
        crashes.addLast(now);
        return Optional.of(pause);
    }
}
