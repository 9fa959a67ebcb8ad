package org.sparklaunch.livy.server.health;

import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Runs all checks. A good result is kept for a second, since any client may request it; a bad one is checked again.
 * Checks may wait for other servers, so only one request at a time runs them, and the others get the last result. Thread-safe.
 */
public final class Health {
    private static final Duration GOOD_FOR = Duration.ofSeconds(1);
    private static final String OK = "ok";

    private final List<HealthCheck> checks;
    private final InstantSource clock;
    private final ReentrantLock checking = new ReentrantLock();
    private volatile @Nullable Last last;

    public Health(List<HealthCheck> checks, InstantSource clock) {
        this.checks = checks;
        this.clock = clock;
    }

    /**
     * The result of all checks.
     *
     * @param checks {@code ok} or the trouble, by the checks' names
     */
    public record Report(boolean isGood, Map<String, String> checks) {}

    /** A result and the time when it was found, in epoch milliseconds. */
    private record Last(Report report, long at) {}

    /** Returns the newest result. */
    public Report now() {
        Last known = last;
        if (known != null && isFresh(known)) {
            return known.report();
        }
        if (known != null && !checking.tryLock()) {
            return known.report();
        }
        if (known == null) {
            checking.lock();
        }
        try {
            Last found = last;
            if (found == null || !isFresh(found)) {
                found = new Last(ask(), clock.millis());
                last = found;
            }
            return found.report();
        } finally {
            checking.unlock();
        }
    }

    private boolean isFresh(Last known) {
        return known.report().isGood() && clock.millis() - known.at() < GOOD_FOR.toMillis();
    }

    private Report ask() {
        Map<String, String> results = new LinkedHashMap<>();
        checks.forEach(check -> results.put(check.name(), check.trouble().get().orElse(OK)));
        return new Report(results.values().stream().allMatch(OK::equals), results);
    }
}
