package org.sparklaunch.launcher;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sparklaunch.launcher.config.LaunchRequest;
import org.sparklaunch.launcher.process.LocalAddress;
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
            names = "--role",
            paramLabel = "PART",
            defaultValue = "all",
            description =
                    "What runs here: all, or this machine's part of a cluster of several (master, worker, livy), whose"
                            + " other parts are found in --zookeeper under the same --discovery-path; default: ${DEFAULT-VALUE}.")
    String role = "all";

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            description =
                    "Name or address of this machine that everything binds to and is found under; default: 127.0.0.1,"
                            + " for a part of a cluster the address from which this machine reaches ZooKeeper.")
    @Nullable
    String host;

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

    @Option(
            names = "--class-data",
            paramLabel = "auto|off",
            defaultValue = "auto",
            description =
                    "Record class data, which makes starts faster, beside the running cluster when there is none for"
                            + " this Spark and Java; default: ${DEFAULT-VALUE}.")
    ClassDataMode classData = ClassDataMode.AUTO;

    /** Whether a launch records on its own; what is recorded is used in both cases. */
    enum ClassDataMode {
        AUTO,
        OFF
    }

    LaunchRequest.Part part(Optional<String> zookeeper, boolean insecure) {
        Optional<String> facingOthers =
                zookeeper.filter(z -> !role.equals("all")).map(LocalAddress::towards);
        String here = host == null ? facingOthers.orElse("127.0.0.1") : host;
        return new LaunchRequest.Part(role, here, zookeeper.isPresent(), insecure);
    }

    LaunchRequest.Workers workers() {
        int share = Runtime.getRuntime().availableProcessors() / Math.max(1, workerNum);
        int cores = workerCores == null ? Math.max(1, share) : workerCores;
        return new LaunchRequest.Workers(workerNum, cores, workerMemory, workerPort);
    }
}
