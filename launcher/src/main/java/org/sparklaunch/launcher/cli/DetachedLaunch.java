package org.sparklaunch.launcher.cli;

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

/** Starts the same launch in a background process, which keeps running when this one returns. */
final class DetachedLaunch {
    /** The hidden option of the process in the background. */
    static final String MARK = "--detached";

    private static final Duration POLL = Duration.ofMillis(50);

    private final Installation installation;
    private final StateFolder state;

    DetachedLaunch(Installation installation, StateFolder state) {
        this.installation = installation;
        this.state = state;
    }

    /** Waits until the background process is ready and prints its output. Returns its exit code if it ends instead. */
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
                commandLine.getErr().println("spark-launch: the background launch ended: " + LogTail.of(log));
                return exit.getAsInt();
            }
            Thread.sleep(POLL.toMillis());
        }
        process.destroy();
        throw new CommandException(
                ExitCode.NOT_FOUND,
                "the background launch was not ready within " + limit.toSeconds() + " s: " + LogTail.of(log));
    }

    private Process start(List<String> args, Path out, Path log) {
        List<String> command =
                new ArrayList<>(List.of("setsid", installation.java().toString()));
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of("-cp", installation.classPath(), SparkLaunchMain.class.getName()));
        command.add(MARK);
        command.addAll(args);
        try {
            return new ProcessBuilder(command)
                    .redirectInput(new File("/dev/null"))
                    .redirectOutput(out.toFile())
                    .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
        } catch (IOException e) {
            throw new CommandException(ExitCode.FAILED, "cannot start the background launch: " + e, e);
        }
    }
}
