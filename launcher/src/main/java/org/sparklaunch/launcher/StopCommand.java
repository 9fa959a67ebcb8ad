package org.sparklaunch.launcher;

import java.time.Duration;
import java.util.concurrent.Callable;
import org.sparklaunch.discovery.cli.CommandException;
import org.sparklaunch.discovery.cli.ExitCode;
import org.sparklaunch.discovery.cli.ZooKeeperOptions;
import org.sparklaunch.launcher.state.LaunchRecord;
import org.sparklaunch.launcher.state.StateFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Ends the launch of a state folder and waits until it has ended. */
@Command(name = "stop", description = "Ends the launch that uses the state folder; exit code 3 when there is none.")
final class StopCommand implements Callable<Integer> {
    @Mixin
    private ZooKeeperOptions options = new ZooKeeperOptions();

    @Option(
            names = "--wait-timeout",
            paramLabel = "SECONDS",
            defaultValue = "60",
            description = "How long to wait for the end; default: ${DEFAULT-VALUE}.")
    private int waitTimeout;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        LaunchRecord launch = running(options);
        if (!launch.end(Duration.ofSeconds(waitTimeout))) {
            throw new CommandException(
                    ExitCode.FAILED, launch.describe() + " did not end within " + waitTimeout + " s; see its logs");
        }
        spec.commandLine().getOut().println("Ended " + launch.describe());
        return ExitCode.DONE.code();
    }

    /** The live launch of the folder. */
    static LaunchRecord running(ZooKeeperOptions options) {
        StateFolder state = StateFolder.open(options.stateDir());
        return LaunchRecord.read(state)
                .filter(launch -> launch.process().isPresent())
                .orElseThrow(() -> new CommandException(
                        ExitCode.NOT_FOUND,
                        "No launch runs with the state folder " + state + "; name its --state-dir, or start one"));
    }
}
