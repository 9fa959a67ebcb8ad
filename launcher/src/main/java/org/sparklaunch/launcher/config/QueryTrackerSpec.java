package org.sparklaunch.launcher.config;

import java.util.OptionalInt;

/**
 * The wanted query tracker.
 *
 * @param idleTimeout after which it ends an unused session, such as {@code 10m}
 */
public record QueryTrackerSpec(OptionalInt port, String idleTimeout) {}
