package org.sparklaunch.launcher.config;

import java.time.Duration;
import java.util.OptionalInt;

/**
 * The wanted query tracker.
 *
 * @param idleTimeout after which it ends an unused session
 */
public record QueryTrackerSpec(OptionalInt port, Duration idleTimeout, QueryTrackerLimits limits) {
    /** A tracker with the default limits. */
    public QueryTrackerSpec(OptionalInt port, Duration idleTimeout) {
        this(port, idleTimeout, QueryTrackerLimits.DEFAULT);
    }
}
