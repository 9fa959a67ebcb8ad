package org.sparklaunch.launcher.process;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.sparklaunch.commands.PlainReason;

/**
 * Keeps the logs in a folder small. Child processes hold their logs open, so a log cannot be renamed: it is copied, then
 * truncated. {@link OsProcess} opens logs for appending, so the children continue in the empty file. Lines that are written
 * between copy and truncation are lost. Called by one thread.
 *
 * @param limit the size in bytes from which a log is rotated
 * @param keep how many older logs stay, named {@code livy.log.1} (the newest) and so on
 */
public record LogRotation(Path folder, long limit, int keep) {

    /** Checks every log once. A log that cannot be read or written stays as it is until the next check. */
    public void check() {
        List<Path> logs;
        try (Stream<Path> files = Files.list(folder)) {
            logs = files.filter(f -> f.toString().endsWith(".log")).toList();
        } catch (IOException e) {
            return; // No component has a log yet.
        }
        for (Path log : logs) {
            try {
                if (Files.size(log) >= limit) {
                    rotate(log);
                }
            } catch (IOException e) {
                // The disk is full, most likely: truncating the log helps then.
                cut(log);
            }
        }
    }

    private void rotate(Path log) throws IOException {
        for (int i = keep - 1; i >= 1; i--) {
            if (Files.exists(older(log, i))) {
                Files.move(older(log, i), older(log, i + 1), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        Files.copy(log, older(log, 1), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
        cut(log);
    }

    private static Path older(Path log, int number) {
        return log.resolveSibling(log.getFileName() + "." + number);
    }

    private static void cut(Path log) {
        try (FileChannel channel = FileChannel.open(log, StandardOpenOption.WRITE)) {
            channel.truncate(0);
        } catch (IOException e) {
            System.err.println("spark-launch: cannot rotate the log " + log + ": " + PlainReason.of(e));
        }
    }
}
