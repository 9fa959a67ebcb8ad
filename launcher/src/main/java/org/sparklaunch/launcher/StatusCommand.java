package org.sparklaunch.launcher;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.sparklaunch.discovery.ClusterSnapshot;
import org.sparklaunch.discovery.Discovery;
import org.sparklaunch.discovery.DiscoveryPath;
import org.sparklaunch.discovery.ZooKeeperDiscovery;
import org.sparklaunch.discovery.cli.ExitCode;
import org.sparklaunch.discovery.cli.ZooKeeperOptions;
import org.sparklaunch.launcher.state.LaunchRecord;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Tells what the launch of a state folder runs. */
@Command(name = "status", description = "Shows the launch that uses the state folder; exit code 3 when there is none.")
final class StatusCommand implements Callable<Integer> {
    @Mixin
    private ZooKeeperOptions options = new ZooKeeperOptions();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        LaunchRecord launch = StopCommand.running(options);
        ClusterSnapshot cluster;
        try (Discovery discovery = ZooKeeperDiscovery.connect(launch.zookeeper(), ZooKeeperOptions.CONNECT_LIMIT)) {
            cluster = discovery.find(new DiscoveryPath(launch.discoveryPath()));
        }
        PrintWriter out = spec.commandLine().getOut();
        out.println("Running: " + launch.describe());
        out.println("Announced under " + launch.discoveryPath() + " in ZooKeeper at " + launch.zookeeper() + ":");
        cluster.instances().forEach(i -> out.println("  " + i.type().wireName() + " " + i.id() + ": " + i.address()));
        return ExitCode.DONE.code();
    }
}
