package org.sparklaunch.livy.protocol;

import java.util.Set;

/**
 * Spark settings of this product for the storage of full results. Only the launch sets them: a driver writes there with its own
 * rights, also when a policy restricts its session.
 */
public final class FullResultSettings {
    /** A folder that the driver, its executors and the query tracker reach under the same path. */
    public static final String FOLDER = "spark.sparkLaunch.fullResults.dir";

    /** The largest size of one full result in bytes. */
    public static final String MOST_BYTES = "spark.sparkLaunch.fullResults.maxBytes";

    /** The keys, which requests must not set. */
    public static final Set<String> KEYS = Set.of(FOLDER, MOST_BYTES);

    private FullResultSettings() {}
}
