package org.sparklaunch.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What a command left: its exit code and both of its outputs, whole. */
public record CommandResult(int exitCode, String out, String err) {
    private static final Duration LIMIT = Duration.ofMinutes(2);

    /** Runs the command to its end; one that does not end in time is killed and fails the test. */
    public static CommandResult of(ProcessBuilder builder) {
        return of(builder, LIMIT);
    }

    static CommandResult of(ProcessBuilder builder, Duration limit) {
        try {
            Path out = Files.createTempFile("command", ".out");
            Path err = Files.createTempFile("command", ".err");
            try {
                return run(builder.redirectOutput(out.toFile()).redirectError(err.toFile()), limit, out, err);
            } finally {
                Files.delete(out);
                Files.delete(err);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static CommandResult run(ProcessBuilder builder, Duration limit, Path out, Path err) throws IOException {
        Process process = builder.start();
        try {
            if (!process.waitFor(limit.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError(builder.command() + " did not end within " + limit.toSeconds() + " s; so far: "
                        + Files.readString(out) + Files.readString(err));
            }
            return new CommandResult(process.exitValue(), Files.readString(out), Files.readString(err));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while " + builder.command() + " ran", e);
        } finally {
            process.destroyForcibly();
        }
    }

    List<String> outLines() {
        return out.lines().toList();
    }

    List<String> errLines() {
        return err.lines().toList();
    }
}
