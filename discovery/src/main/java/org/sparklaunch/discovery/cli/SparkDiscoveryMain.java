package org.sparklaunch.discovery.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.sparklaunch.commands.CommandException;
import org.sparklaunch.commands.CommandRunner;
import org.sparklaunch.commands.ExitCode;
import org.sparklaunch.discovery.ClusterSnapshot;
import org.sparklaunch.discovery.Discovery;
import org.sparklaunch.discovery.DiscoveryPath;
import org.sparklaunch.discovery.Watch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code spark-discovery}, which prints the addresses of a cluster. */
@Command(
        name = "spark-discovery",
        description =
                "Prints the addresses of the master, the workers, the Livy server and the other components of a cluster.",
        footer = {
            "%nExamples:",
            "  spark-discovery",
            "  spark-discovery --state-dir /srv/spark --json",
            "  spark-discovery --zookeeper zk1:2181,zk2:2181 --list",
            "%nExit codes: 0 found, 1 failed, 2 wrong usage, 3 nothing found or ZooKeeper does not answer."
        })
public final class SparkDiscoveryMain implements Callable<Integer> {
    private static final Duration WATCH_PAUSE = Duration.ofSeconds(1);

    @Mixin
    private ZooKeeperOptions options = new ZooKeeperOptions();

    @Option(names = "--json", description = "Print one JSON object; components that do not exist are null.")
    private boolean json;

    @Option(names = "--watch", description = "Print the cluster now and at every change, until Ctrl-C.")
    private boolean watch;

    @Option(names = "--list", description = "Print the discovery paths of all clusters below --root.")
    private boolean list;

    @Option(
            names = "--root",
            paramLabel = "PATH",
            defaultValue = "/spark-launch",
            converter = ZooKeeperOptions.PathConverter.class,
            description = "Path below which --list searches; default: ${DEFAULT-VALUE}.")
    private DiscoveryPath root = DiscoveryPath.DEFAULT;

    @Spec
    private CommandSpec spec;

    /** Creates the command for picocli. */
    SparkDiscoveryMain() {}

    /** Runs the command and ends the process with its exit code. */
    public static void main(String[] args) {
        System.exit(CommandRunner.forProcess(new SparkDiscoveryMain()).run(args));
    }

    @Override
    public Integer call() throws InterruptedException {
        String servers = options.connectString();
        try (Discovery discovery = options.connect()) {
            if (list) {
                print(discovery.list(root), servers);
            } else if (watch) {
                watch(discovery);
            } else {
                print(discovery.find(options.discoveryPath()), servers);
            }
        }
        return ExitCode.DONE.code();
    }

    private void print(ClusterSnapshot cluster, String servers) {
        if (cluster.isEmpty()) {
            throw new CommandException(
                    ExitCode.NOT_FOUND,
                    "nothing is announced under " + options.discoveryPath() + " in ZooKeeper at " + servers
                            + "; check --discovery-path, or start a cluster with spark-launch");
        }
        print(cluster);
    }

    private void print(ClusterSnapshot cluster) {
        ClusterReport report = new ClusterReport(cluster);
        spec.commandLine().getOut().println(json ? report.json() : report.text());
    }

    private void print(List<DiscoveryPath> paths, String servers) {
        if (paths.isEmpty()) {
            throw new CommandException(
                    ExitCode.NOT_FOUND,
                    "no cluster is announced below " + root + " in ZooKeeper at " + servers
                            + "; check --root, or start a cluster with spark-launch");
        }
        ArrayNode array = new ObjectMapper().createArrayNode();
        paths.forEach(path -> array.add(path.value()));
        String lines = String.join(
                System.lineSeparator(), paths.stream().map(DiscoveryPath::value).toList());
        spec.commandLine().getOut().println(json ? array.toString() : lines);
    }

    /** Prints changes until the thread is interrupted or the process ends. */
    private void watch(Discovery discovery) throws InterruptedException {
        Watch watching = discovery.watch(options.discoveryPath(), this::change);
        try {
            while (!Thread.currentThread().isInterrupted()) {
                Thread.sleep(WATCH_PAUSE.toMillis());
            }
        } finally {
            watching.close();
        }
    }

    /** Called on the connection's only thread. */
    private void change(ClusterSnapshot cluster) {
        if (!json) {
            String empty = cluster.isEmpty() ? ": nothing is announced" : "";
            spec.commandLine().getOut().println("--- " + Instant.now() + " " + cluster.path() + empty);
        }
        if (json || !cluster.isEmpty()) {
            print(cluster);
        }
    }
}
