package org.sparklaunch.launcher.config;

import java.util.OptionalInt;

/**
 * The wanted history server.
 *
 * @param retain how long event logs are kept, in Spark's notation, such as {@code 7d}
 */
public record HistorySpec(OptionalInt port, String retain) {}
