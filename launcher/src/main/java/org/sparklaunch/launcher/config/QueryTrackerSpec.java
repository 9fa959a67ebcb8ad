package org.sparklaunch.launcher.config;

import java.util.OptionalInt;

/**
 * The wanted query tracker.
 *
 * @param idleTimeout after which it ends an unused session, such as {@code 10m}
 */
public record QueryTrackerSpec(OptionalInt port, String idleTimeout, QueryTrackerLimits limits) {
    /** A tracker with the default limits. */
    public QueryTrackerSpec(OptionalInt port, String idleTimeout) {
        this(port, idleTimeout, QueryTrackerLimits.DEFAULT);
    }
}
