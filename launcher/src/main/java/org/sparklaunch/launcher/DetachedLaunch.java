package org.sparklaunch.launcher;

import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.sparklaunch.commands.CommandException;
import org.sparklaunch.commands.ExitCode;
import org.sparklaunch.launcher.cluster.Installation;
import org.sparklaunch.launcher.process.LogTail;
import org.sparklaunch.launcher.state.StateFolder;
import picocli.CommandLine;

/** The same launch once more, in a process of its own that stays when this one returns. */
final class DetachedLaunch {
    private static final Duration POLL = Duration.ofMillis(50);

    private final Installation installation;
    private final StateFolder state;

    DetachedLaunch(Installation installation, StateFolder state) {
        this.installation = installation;
        this.state = state;
    }

    /** Starts it, waits until it is ready, prints what it printed; returns its exit code if it ended instead. */
    int run(CommandLine commandLine, List<String> args, Duration limit) throws InterruptedException {
        Path out = state.write("logs/launch.out", "");
        Path log = state.log("launch");
        Process process = start(args, out, log);
        long start = System.nanoTime();
        while (System.nanoTime() - start < limit.toNanos()) {
            String printed = state.read("logs/launch.out").orElse("");
            if (printed.endsWith("\n")) {
                commandLine.getOut().println(printed.strip());
                return ExitCode.DONE.code();
            }
            OptionalInt exit = process.isAlive() ? OptionalInt.empty() : OptionalInt.of(process.exitValue());
            if (exit.isPresent()) {
                commandLine.getErr().println("spark-launch: the launch in the background ended. " + LogTail.of(log));
                return exit.getAsInt();
            }
            Thread.sleep(POLL.toMillis());
        }
        process.destroy();
        throw new CommandException(
                ExitCode.NOT_FOUND,
                "The launch in the background was not ready within " + limit.toSeconds() + " s. " + LogTail.of(log));
    }

    private Process start(List<String> args, Path out, Path log) {
        List<String> command =
                new ArrayList<>(List.of("setsid", installation.java().toString()));
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of("-cp", installation.classPath(), SparkLaunchMain.class.getName()));
        args.stream().filter(arg -> !arg.equals("--detach")).forEach(command::add);
        try {
            return new ProcessBuilder(command)
                    .redirectInput(new File("/dev/null"))
                    .redirectOutput(out.toFile())
                    .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
        } catch (IOException e) {
            throw new CommandException(ExitCode.FAILED, "Cannot start the launch in the background: " + e, e);
        }
    }
}
