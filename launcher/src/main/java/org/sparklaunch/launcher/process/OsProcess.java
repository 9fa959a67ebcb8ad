package org.sparklaunch.launcher.process;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.sparklaunch.commands.CommandException;
import org.sparklaunch.commands.ExitCode;

/**
 * A child process of the operating system. It has its own session, so that Ctrl-C in a terminal reaches only its parent, which
 * then ends its children in order. Its standard input is a pipe that stays open and empty while the parent lives.
 */
public final class OsProcess implements ChildProcess {
    private static final Duration AFTER_KILL = Duration.ofSeconds(5);

    private final Process process;

    private OsProcess(Process process) {
        this.process = process;
    }

    /** Starts a process; implements {@link ProcessStarter}. */
    public static ChildProcess start(ProcessSpec spec) {
        List<String> command = new ArrayList<>(List.of("setsid"));
        command.addAll(spec.command());
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> !ChildEnvironment.inherits(name));
        builder.environment().putAll(spec.env());
        File log = spec.log().toFile();
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log));
        try {
            Files.createDirectories(spec.log().toAbsolutePath().getParent());
            return new OsProcess(builder.start());
        } catch (IOException e) {
            throw new CommandException(
                    ExitCode.FAILED, "cannot start " + spec.command().get(0) + ": " + e.getMessage(), e);
        }
    }

    @Override
    public long pid() {
        return process.pid();
    }

    @Override
    public OptionalInt exitCode() {
        return process.isAlive() ? OptionalInt.empty() : OptionalInt.of(process.exitValue());
    }

    @Override
    public void stop(Duration limit) {
        // Process.destroy would close the pipe too, and a child without a parent ends without cleaning up.
        process.toHandle().destroy();
        if (!endsWithin(limit)) {
            process.toHandle().destroyForcibly();
            endsWithin(AFTER_KILL);
        }
    }

    @Override
    public void stopTree(Duration limit) {
        List<ProcessHandle> tree = process.descendants().toList(); // Their parent is unknown once it has ended.
        stop(limit);
        tree.forEach(ProcessHandle::destroyForcibly);
    }

    private boolean endsWithin(Duration limit) {
        try {
            return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
