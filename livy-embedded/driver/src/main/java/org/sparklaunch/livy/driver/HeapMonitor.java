package org.sparklaunch.livy.driver;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import org.sparklaunch.platform.process.DaemonThreads;

/**
 * Ends a driver that has run out of memory, so that its session is dead with a reason instead of busy without end. A statement
 * that runs out of memory and frees it fails alone. The driver ends when the JVM only collects garbage, or when one of
 * Spark's own threads fails because memory is missing.
 */
final class HeapMonitor {
    /** Spark's own exit code for this. */
    static final int OUT_OF_MEMORY = 52;

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final double MOSTLY = 0.8;
    private static final FileOutputStream ERROR = new FileOutputStream(FileDescriptor.err);
    private static final byte[] NO_MEMORY = message("a thread of Spark ran out of memory");
    private static final byte[] FULL = message("it only collected garbage for " + PATIENCE.toSeconds()
            + " s; its heap of " + (Runtime.getRuntime().maxMemory() >> 20) + " MiB is full");

    private final long patienceMillis;
    private final Deque<Sample> samples = new ArrayDeque<>();

    /** The total time of garbage collections at a moment. */
    private record Sample(long atMillis, long collectingMillis) {}

    HeapMonitor(Duration patience) {
        this.patienceMillis = patience.toMillis();
    }

    /** Starts to watch this JVM. */
    static void start() {
        Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> {
            if (failure instanceof OutOfMemoryError) {
                halt(NO_MEMORY);
            }
            System.err.println("Exception in thread \"" + thread.getName() + "\": " + failure);
            failure.printStackTrace();
        });
        DaemonThreads.start("driver-heap-watch", HeapMonitor::watch);
    }

    private static void watch() {
        HeapMonitor watch = new HeapMonitor(PATIENCE);
        try {
            while (!watch.isLost(monotonic(), collecting())) {
                TimeUnit.SECONDS.sleep(1);
            }
            halt(FULL);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Returns whether nearly all of the last seconds went into garbage collection. To be called once a second; a collection
     * counts when it ends, so a single second is not enough.
     */
    boolean isLost(long nowMillis, long collectingMillis) {
        samples.addLast(new Sample(nowMillis, collectingMillis));
        Sample oldest = samples.getFirst();
        if (nowMillis - oldest.atMillis < patienceMillis) {
            return false;
        }
        samples.removeFirst();
        return collectingMillis - oldest.collectingMillis >= MOSTLY * (nowMillis - oldest.atMillis);
    }

    private static long monotonic() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
    }

    private static long collecting() {
        return ManagementFactory.getGarbageCollectorMXBeans().stream()
                .mapToLong(GarbageCollectorMXBean::getCollectionTime)
                .sum();
    }

    /** Takes a message that was built while there was memory. */
    private static void halt(byte[] message) {
        try {
            ERROR.write(message);
        } catch (IOException e) {
            // The error stream is closed, and there is no memory for a report elsewhere.
            Runtime.getRuntime().halt(OUT_OF_MEMORY);
        } finally {
            // Without memory a shutdown hook may not end.
            Runtime.getRuntime().halt(OUT_OF_MEMORY);
        }
    }

    private static byte[] message(String reason) {
        return ("Session driver: the driver ends, " + reason
                        + "; collect less into the driver, or launch with a higher --livy-driver-memory\n")
                .getBytes(StandardCharsets.UTF_8);
    }
}
