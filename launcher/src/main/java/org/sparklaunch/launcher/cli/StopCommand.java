package org.sparklaunch.launcher.cli;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.sparklaunch.commands.CommandException;
import org.sparklaunch.commands.ExitCode;
import org.sparklaunch.discovery.cli.ZooKeeperOptions;
import org.sparklaunch.launcher.state.LaunchIdentity;
import org.sparklaunch.launcher.state.StateFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Ends the launch of a state folder and waits until it has ended. */
@Command(
        name = "stop",
        description = "Ends the launch that uses the state folder; exit code 3 when there is none.",
        footer = {"%nExamples:", "  spark-launch stop", "  spark-launch stop --state-dir /srv/spark --wait-timeout 10s"
        })
final class StopCommand implements Callable<Integer> {
    @Mixin
    private ZooKeeperOptions options = new ZooKeeperOptions();

    @Option(
            names = "--wait-timeout",
            paramLabel = "TIME",
            defaultValue = "60s",
            description = "How long to wait for the end before every process is killed; a number alone is seconds;"
                    + " default: ${DEFAULT-VALUE}.")
    private Duration waitTimeout = Duration.ZERO;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        LaunchIdentity launch = running(options);
        Optional<ProcessHandle> process = launch.process();
        // Session drivers outlive a launch that is killed. Once it has ended, they cannot be found through it.
        List<ProcessHandle> below =
                process.stream().flatMap(ProcessHandle::descendants).toList();
        if (launch.end(waitTimeout)) {
            spec.commandLine().getOut().println("ended " + launch.describe());
            return ExitCode.DONE.code();
        }
        process.ifPresent(ProcessHandle::destroyForcibly);
        below.forEach(ProcessHandle::destroyForcibly);
        spec.commandLine()
                .getErr()
                .println("spark-launch: killed " + launch.describe() + " and " + below.size()
                        + " processes below it: it had not ended within " + waitTimeout.toSeconds()
                        + " s; see its logs for the reason");
        return ExitCode.DONE.code();
    }

    /** Returns the launch that runs with the state folder. */
    static LaunchIdentity running(ZooKeeperOptions options) {
        StateFolder state = StateFolder.open(options.stateDir());
        return LaunchIdentity.read(state)
                .filter(launch -> launch.process().isPresent())
                .orElseThrow(() -> new CommandException(
                        ExitCode.NOT_FOUND,
                        "no launch runs with the state folder " + state + "; name its --state-dir, or start one"));
    }
}
