package org.sparklaunch.discovery.cli;

import java.util.concurrent.Callable;
import org.sparklaunch.discovery.ClusterSnapshot;
import org.sparklaunch.discovery.Discovery;
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
    @Mixin
    private ZooKeeperOptions options = new ZooKeeperOptions();

    @Option(names = "--json", description = "Print one JSON object; what does not exist is null.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    /** Made by picocli's callers only. */
    SparkDiscoveryMain() {}

    /** Runs the command and ends the process with its exit code. */
    public static void main(String[] args) {
        System.exit(CommandRunner.forProcess(new SparkDiscoveryMain()).run(args));
    }

    @Override
    public Integer call() {
        ClusterSnapshot cluster;
        String servers = options.connectString();
        try (Discovery discovery = options.connect()) {
            cluster = discovery.find(options.discoveryPath());
        }
        if (cluster.isEmpty()) {
            throw new CommandException(
                    ExitCode.NOT_FOUND,
                    "Nothing is announced under " + options.discoveryPath() + " in ZooKeeper at " + servers
                            + "; check --discovery-path, or start a cluster with spark-launch");
        }
        ClusterReport report = new ClusterReport(cluster);
        spec.commandLine().getOut().println(json ? report.json() : report.text());
        return ExitCode.DONE.code();
    }
}
