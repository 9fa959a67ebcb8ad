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

/** {@code spark-discovery}: tells where the parts of a cluster are. */
@Command(
        name = "spark-discovery",
        description = "Tells where the master, the workers, the Livy server and the other parts of a cluster are.",
        footer = "%nExit codes: 0 found, 1 failed, 2 wrong usage, 3 nothing found or ZooKeeper out of reach.")
public final class SparkDiscoveryMain implements Callable<Integer> {
    private static final Duration WATCH_PAUSE = Duration.ofSeconds(1);

    @Mixin
    private ZooKeeperOptions options = new ZooKeeperOptions();

    @Option(names = "--json", description = "Print one JSON object; what does not exist is null.")
    private boolean json;

    @Option(names = "--watch", description = "Print the cluster now and again at every change, until Ctrl-C.")
    private boolean watch;

    @Option(names = "--list", description = "Print the discovery paths of all clusters below --root.")
    private boolean list;

    @Option(
            names = "--root",
            paramLabel = "PATH",
            defaultValue = "/spark-launch",
            converter = ZooKeeperOptions.PathConverter.class,
            description = "Where --list looks; default: ${DEFAULT-VALUE}.")
    private DiscoveryPath root = DiscoveryPath.DEFAULT;

    @Spec
    private CommandSpec spec;

    /** Made by picocli's callers only. */
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
                    "Nothing is announced under " + options.discoveryPath() + " in ZooKeeper at " + servers
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
                    "No cluster is announced below " + root + " in ZooKeeper at " + servers
                            + "; check --root, or start a cluster with spark-launch");
        }
        ArrayNode array = new ObjectMapper().createArrayNode();
        paths.forEach(path -> array.add(path.value()));
        String lines = String.join(
                System.lineSeparator(), paths.stream().map(DiscoveryPath::value).toList());
        spec.commandLine().getOut().println(json ? array.toString() : lines);
    }

    /** Until the thread is interrupted or the process ends. */
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

    /** On the connection's one thread. */
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
