package org.sparklaunch.livy.driver.query;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.spark.SparkContext;
import org.jspecify.annotations.Nullable;
import org.sparklaunch.platform.file.FileTree;
import org.sparklaunch.platform.process.DaemonThreads;

/** Measures a growing folder once a second. When it is too large, cancels the Spark jobs of the group that was current at the start. */
final class ResultSizeMonitor implements AutoCloseable {
    private final Path folder;
    private final long maxBytes;
    private final ScheduledExecutorService timer;
    private volatile boolean exceeded;

    private ResultSizeMonitor(Path folder, long maxBytes, ScheduledExecutorService timer) {
        this.folder = folder;
        this.maxBytes = maxBytes;
        this.timer = timer;
    }

    /** Starts to measure what the jobs of the calling thread's group write. */
    static ResultSizeMonitor start(SparkContext context, Path folder, long maxBytes) {
        ScheduledExecutorService timer =
                Executors.newSingleThreadScheduledExecutor(DaemonThreads.named("full-result-size"));
        ResultSizeMonitor monitor = new ResultSizeMonitor(folder, maxBytes, timer);
        String group = context.getLocalProperty("spark.jobGroup.id");
        var unused =
                timer.scheduleWithFixedDelay(() -> monitor.cancelIfTooLarge(context, group), 1, 1, TimeUnit.SECONDS);
        return monitor;
    }

    private void cancelIfTooLarge(SparkContext context, @Nullable String group) {
        if (isTooLarge() && group != null) {
            context.cancelJobGroup(group);
        }
    }

    private boolean isTooLarge() {
        exceeded = exceeded || size(folder) > maxBytes;
        return exceeded;
    }

    /** Removes the folder and fails when it is too large. */
    void check() throws IOException {
        if (isTooLarge()) {
            remove(folder);
            throw new IllegalStateException("full_result: the result is larger than " + maxBytes
                    + " bytes, the limit of this cluster for full results; select less, or write it to a table");
        }
    }

    private static long size(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.mapToLong(ResultSizeMonitor::sizeOf).sum();
        } catch (IOException | UncheckedIOException e) {
            // It is not there yet, or tasks rename their files at the same time. The next measurement finds them.
            return 0;
        }
    }

    private static long sizeOf(Path file) {
        try {
            return Files.isRegularFile(file) ? Files.size(file) : 0;
        } catch (IOException e) {
            return 0;
        }
    }

    /** Removes a folder and what is in it. */
    static void remove(Path folder) throws IOException {
        FileTree.delete(folder);
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
