package org.sparklaunch.launcher.process;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/**
 * Keeps the logs in a folder small. Children write to their logs by themselves, so a log cannot be renamed away from them:
 * it is copied, then cut to nothing. That works because they append, {@link OsProcess} sees to it; the lines of the moment
 * between the two are lost. Called by one thread.
 *
 * @param limit bytes from which on a log is put aside
 * @param keep how many older ones stay, named {@code livy.log.1} (the newest) and so on
 */
public record LogRotation(Path folder, long limit, int keep) {

    /** Looks at every log once; what cannot be read or written stays as it is until the next time. */
    public void check() {
        List<Path> logs;
        try (Stream<Path> files = Files.list(folder)) {
            logs = files.filter(f -> f.toString().endsWith(".log")).toList();
        } catch (IOException e) {
            return; // No component has written anything yet.
        }
        for (Path log : logs) {
            try {
                if (Files.size(log) >= limit) {
                    rotate(log);
                }
            } catch (IOException e) {
                // A full disk, most likely: cutting the log is what helps then.
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
            System.err.println("spark-launch: cannot cut the log " + log + ": " + e);
        }
    }
}
