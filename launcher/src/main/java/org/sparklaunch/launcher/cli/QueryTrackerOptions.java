package org.sparklaunch.launcher.cli;

import org.jspecify.annotations.Nullable;
import org.sparklaunch.launcher.config.LaunchRequest;
import org.sparklaunch.launcher.config.QueryTrackerLimits;
import picocli.CommandLine.Option;

/** The options about the query tracker. */
final class QueryTrackerOptions {
    @Option(names = "--enable-query-tracker", description = "Start a query tracker; needs --enable-livy.")
    boolean enabled;

    @Option(
            names = "--query-tracker-port",
            paramLabel = "PORT",
            description = "Port of the query tracker; default: 8999 or the next free one.")
    @Nullable
    Integer port;

    @Option(
            names = "--query-tracker-idle-timeout",
            paramLabel = "TIME",
            defaultValue = "10m",
            description = "How long the tracker keeps an unused session; default: ${DEFAULT-VALUE}.")
    String idleTimeout = "10m";

    @Option(
            names = "--query-tracker-row-limit",
            paramLabel = "N",
            description =
                    "Largest number of rows of a result; default: 10000. A query may ask for more with its setting rows.")
    @Nullable
    Integer rowLimit;

    @Option(
            names = "--query-tracker-max-concurrent-queries",
            paramLabel = "N",
            description = "Largest number of queries that run or wait for a session; default: 64.")
    @Nullable
    Integer maxConcurrentQueries;

    @Option(
            names = "--query-tracker-result-retention",
            paramLabel = "TIME",
            description = "How long results are kept after their query ended; default: 7d.")
    @Nullable
    String resultRetention;

    LaunchRequest.@Nullable Tracker request() {
        return enabled
                ? new LaunchRequest.Tracker(
                        port, idleTimeout, new QueryTrackerLimits(rowLimit, maxConcurrentQueries, resultRetention))
                : null;
    }
}
