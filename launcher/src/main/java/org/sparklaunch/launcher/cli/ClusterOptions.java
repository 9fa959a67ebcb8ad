package org.sparklaunch.launcher.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sparklaunch.launcher.cluster.LaunchSecrets;
import org.sparklaunch.launcher.config.LaunchRequest;
import org.sparklaunch.launcher.process.LocalAddress;
import picocli.CommandLine.Option;

/** The options about the Spark cluster. */
final class ClusterOptions {
    @Option(
            names = "--spark-home",
            paramLabel = "DIR",
            description = "Spark installation; default: $SPARK_HOME, else the one of scripts/install-spark.")
    @Nullable
    Path sparkHome;

    @Option(
            names = "--spark-conf",
            paramLabel = "KEY=VALUE",
            description = "Spark setting for the daemons and for every session; may be repeated.")
    List<String> sparkConf = new ArrayList<>();

    @Option(
            names = "--role",
            paramLabel = "ROLE",
            defaultValue = "all",
            description =
                    "What runs on this machine: all, or one role in a cluster of several machines (master, worker, livy)."
                            + " These machines share --zookeeper and --discovery-path; default: ${DEFAULT-VALUE}.")
    String role = "all";

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            description =
                    "Name or address of this machine that everything binds to and is announced under; default: 127.0.0.1,"
                            + " with another --role than all the address from which this machine reaches ZooKeeper.")
    @Nullable
    String host;

    @Option(
            names = "--cluster-secret-file",
            paramLabel = "FILE",
            description =
                    "File (mode 0600) with the secret by which the Spark processes of the machines of a cluster recognise each"
                            + " other; the same on all of them. Default with --role all: a secret of this launch, in"
                            + " cluster-secret in the state folder.")
    @Nullable
    Path clusterSecretFile;

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
            description = "Number of workers; default: ${DEFAULT-VALUE}.")
    int workerNum;

    @Option(
            names = "--worker-cores",
            paramLabel = "N",
            description = "Cores of each worker; default: the cores of the machine, divided by the number of workers.")
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
            description = "Port of the first worker; the others use the next ones; default: 7178 or the next free one.")
    @Nullable
    Integer workerPort;

    @Option(
            names = "--class-data",
            paramLabel = "auto|off",
            defaultValue = "auto",
            description =
                    "Whether to record class data beside the running cluster when there is none for this Spark and Java;"
                            + " it makes later starts faster; default: ${DEFAULT-VALUE}.")
    ClassDataMode classData = ClassDataMode.AUTO;

    /** Whether a launch records class data. Recorded class data is used in both cases. */
    enum ClassDataMode {
        AUTO,
        OFF
    }

    @Option(
            names = "--zookeeper-digest-file",
            paramLabel = "FILE",
            description =
                    "File (mode 0600) with user:password of ZooKeeper's digest scheme, with which this cluster's nodes are"
                            + " written; default: derived from the secret of the cluster.")
    @Nullable
    Path zookeeperDigestFile;

    @Option(
            names = "--local-dir",
            paramLabel = "DIR",
            description =
                    "Folder for the blocks of shuffles and the rows that do not fit into the executors' memory, closed to"
                            + " other accounts; default: spark/local in the state folder.")
    @Nullable
    Path localDir;

    LaunchSecrets secrets() {
        return new LaunchSecrets(Optional.ofNullable(clusterSecretFile), Optional.ofNullable(zookeeperDigestFile));
    }

    LaunchRequest.Machine machine(Optional<String> zookeeper, boolean insecure) {
        Optional<String> towardsOthers =
                zookeeper.filter(z -> !role.equals("all")).map(LocalAddress::towards);
        String here = host == null ? towardsOthers.orElse("127.0.0.1") : host;
        return new LaunchRequest.Machine(role, here, zookeeper.isPresent(), insecure, clusterSecretFile != null);
    }

    LaunchRequest.Workers workers() {
        int share = Runtime.getRuntime().availableProcessors() / Math.max(1, workerNum);
        int cores = workerCores == null ? Math.max(1, share) : workerCores;
        return new LaunchRequest.Workers(workerNum, cores, workerMemory, workerPort);
    }
}
