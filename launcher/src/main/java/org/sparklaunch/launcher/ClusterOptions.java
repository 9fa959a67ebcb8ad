package org.sparklaunch.launcher;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sparklaunch.launcher.config.LaunchRequest;
import picocli.CommandLine.Option;

/** What the Spark cluster is to be. */
final class ClusterOptions {
    @Option(
            names = "--spark-home",
            paramLabel = "DIR",
            description = "Spark installation; default: $SPARK_HOME, else what scripts/install-spark installed.")
    @Nullable
    Path sparkHome;

    @Option(
            names = "--spark-conf",
            paramLabel = "KEY=VALUE",
            description = "Spark setting for the daemons and for every session; may be repeated.")
    List<String> sparkConf = new ArrayList<>();

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            defaultValue = "127.0.0.1",
            description = "Address of this machine to bind to; default: ${DEFAULT-VALUE}.")
    String host = "127.0.0.1";

    @Option(
            names = "--master-port",
            paramLabel = "PORT",
            description = "Port of the master; default: 7077 or the next free one.")
    @Nullable
    Integer masterPort;

    @Option(
            names = "--worker-num",
            paramLabel = "N",
            defaultValue = "1",
            description = "How many workers to start; default: ${DEFAULT-VALUE}.")
    int workerNum;

    @Option(
            names = "--worker-cores",
            paramLabel = "N",
            description = "Cores of each worker; default: all of the machine, shared out among the workers.")
    @Nullable
    Integer workerCores;

    @Option(
            names = "--worker-memory",
            paramLabel = "SIZE",
            defaultValue = "2g",
            description = "Memory of each worker for executors; default: ${DEFAULT-VALUE}.")
    String workerMemory = "2g";

    @Option(
            names = "--worker-port",
            paramLabel = "PORT",
            description = "Port of the first worker, the others take the next; default: 7178 or the next free one.")
    @Nullable
    Integer workerPort;

    LaunchRequest.Workers workers() {
        int share = Runtime.getRuntime().availableProcessors() / Math.max(1, workerNum);
        int cores = workerCores == null ? Math.max(1, share) : workerCores;
        return new LaunchRequest.Workers(workerNum, cores, workerMemory, workerPort);
    }
}
