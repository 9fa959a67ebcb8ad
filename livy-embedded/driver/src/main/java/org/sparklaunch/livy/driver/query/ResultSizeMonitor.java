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

/** Looks once a second how large a growing folder is, and cancels the Spark jobs of whoever started it when it is too large. */
final class ResultSizeMonitor implements AutoCloseable {
    private final Path folder;
    private final long most;
    private final ScheduledExecutorService timer;
    private volatile boolean exceeded;

    private ResultSizeMonitor(Path folder, long most, ScheduledExecutorService timer) {
        this.folder = folder;
        this.most = most;
        this.timer = timer;
    }

    /** Watches what the jobs of the calling thread's group write. */
    static ResultSizeMonitor start(SparkContext context, Path folder, long most) {
        ScheduledExecutorService timer =
                Executors.newSingleThreadScheduledExecutor(DaemonThreads.named("full-result-size"));
        ResultSizeMonitor watch = new ResultSizeMonitor(folder, most, timer);
        String group = context.getLocalProperty("spark.jobGroup.id");
        var unused = timer.scheduleWithFixedDelay(() -> watch.look(context, group), 1, 1, TimeUnit.SECONDS);
        return watch;
    }

    private void look(SparkContext context, @Nullable String group) {
        if (isTooLarge() && group != null) {
            context.cancelJobGroup(group);
        }
    }

    private boolean isTooLarge() {
        exceeded = exceeded || size(folder) > most;
        return exceeded;
    }

    /** Fails, and removes what was written, when it is too large. */
    void check() throws IOException {
        if (isTooLarge()) {
            remove(folder);
            throw new IllegalStateException("full_result: the result is larger than " + most
                    + " bytes, the limit of this cluster for full results; select less, or write it into a table");
        }
    }

    private static long size(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.mapToLong(ResultSizeMonitor::sizeOf).sum();
        } catch (IOException | UncheckedIOException e) {
            // It is not there yet, or tasks rename their files meanwhile; the next look sees them.
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
