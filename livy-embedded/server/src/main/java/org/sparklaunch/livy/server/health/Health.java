package org.sparklaunch.livy.server.health;

import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Runs all checks. A good result is kept for a second, since any client may request it; a bad one is checked again.
 * Thread-safe.
 */
public final class Health {
    private static final Duration GOOD_FOR = Duration.ofSeconds(1);
    private static final String OK = "ok";

    private final List<HealthCheck> checks;
    private final InstantSource clock;
    private @Nullable Measured last;

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

    private record Measured(Result result, long at) {}

    /** Returns a good result of the last second, or runs the checks. */
    public synchronized Result now() {
        Measured known = last;
        if (known == null || !known.result().isGood() || clock.millis() - known.at() >= GOOD_FOR.toMillis()) {
            known = new Measured(ask(), clock.millis());
            last = known;
        }
        return known.result();
    }

    private Result ask() {
        Map<String, String> results = new LinkedHashMap<>();
        checks.forEach(check -> results.put(check.name(), check.trouble().get().orElse(OK)));
        return new Result(results.values().stream().allMatch(OK::equals), results);
    }
}
