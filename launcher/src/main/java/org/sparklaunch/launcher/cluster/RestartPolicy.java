package org.sparklaunch.launcher.cluster;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * How often one component may crash: up to {@link #MOST} times within {@link #WINDOW}, each time after a longer pause. Kept
 * per component; not thread-safe.
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

    /** The pause before the restart that a crash calls for; empty when it is time to give up. */
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
