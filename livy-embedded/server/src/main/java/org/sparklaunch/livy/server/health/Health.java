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
    private volatile @Nullable Measured last;

    public Health(List<HealthCheck> checks, InstantSource clock) {
        this.checks = checks;
        this.clock = clock;
    }

    /**
     * The result of all checks.
     *
     * @param checks {@code ok} or the trouble, by the checks' names
     */
    public record Result(boolean isGood, Map<String, String> checks) {}

    /** A result and the time when it was found, in epoch milliseconds. */
    private record Measured(Result result, long at) {}

    /** Returns the newest result. */
    public Result now() {
        Measured known = last;
        if (known != null && isFresh(known)) {
            return known.result();
        }
        if (known != null && !checking.tryLock()) {
            return known.result();
        }
        if (known == null) {
            checking.lock();
        }
        try {
            Measured found = last;
            if (found == null || !isFresh(found)) {
                found = new Measured(ask(), clock.millis());
                last = found;
            }
            return found.result();
        } finally {
            checking.unlock();
        }
    }

    private boolean isFresh(Measured known) {
        return known.result().isGood() && clock.millis() - known.at() < GOOD_FOR.toMillis();
    }

    private Result ask() {
        Map<String, String> results = new LinkedHashMap<>();
        checks.forEach(check -> results.put(check.name(), check.trouble().get().orElse(OK)));
        return new Result(results.values().stream().allMatch(OK::equals), results);
    }
}
