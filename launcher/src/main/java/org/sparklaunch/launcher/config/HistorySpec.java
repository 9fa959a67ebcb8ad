package org.sparklaunch.launcher.config;

import java.time.Duration;
import java.util.OptionalInt;

/**
 * The wanted history server.
 *
 * @param retain how long event logs are kept
 */
public record HistorySpec(OptionalInt port, Duration retain) {}
