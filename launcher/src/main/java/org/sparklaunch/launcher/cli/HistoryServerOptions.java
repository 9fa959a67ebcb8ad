package org.sparklaunch.launcher.cli;

import org.jspecify.annotations.Nullable;
import org.sparklaunch.launcher.config.LaunchRequest;
import picocli.CommandLine.Option;

/** The options about the history server. */
final class HistoryServerOptions {
    @Option(
            names = "--enable-history-server",
            description = "Start Spark's history server; every session writes an event log for it.")
    boolean enabled;

    @Option(
            names = "--history-server-port",
            paramLabel = "PORT",
            description = "Port of the history server; default: 18080 or the next free one.")
    @Nullable
    Integer port;

    @Option(
            names = "--history-server-retain",
            paramLabel = "TIME",
            defaultValue = "7d",
            description = "How long event logs are kept; default: ${DEFAULT-VALUE}.")
    String retain = "7d";

    LaunchRequest.@Nullable History request() {
        return enabled ? new LaunchRequest.History(port, retain) : null;
    }
}
