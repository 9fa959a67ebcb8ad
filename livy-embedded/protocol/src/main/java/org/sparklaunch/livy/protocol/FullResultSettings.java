package org.sparklaunch.livy.protocol;

import java.util.Set;

/**
 * Spark settings of ours that say where drivers keep full results. Only whoever launches the server sets them: a driver writes
 * there with a right of its own, whatever policy holds its session.
 */
public final class FullResultSettings {
    /** A folder that the driver, its executors and the query tracker have under the same path. */
    public static final String FOLDER = "spark.sparkLaunch.fullResults.dir";

    /** Most bytes of one full result; a number. */
    public static final String MOST_BYTES = "spark.sparkLaunch.fullResults.maxBytes";

    /** What requests must not set. */
    public static final Set<String> KEYS = Set.of(FOLDER, MOST_BYTES);

    private FullResultSettings() {}
}
