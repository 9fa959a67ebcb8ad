package org.sparklaunch.launcher.cli;

import org.jspecify.annotations.Nullable;
import org.sparklaunch.launcher.config.LaunchRequest;
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

    LaunchRequest.@Nullable Tracker request() {
        return enabled ? new LaunchRequest.Tracker(port, idleTimeout) : null;
    }
}
