package org.sparklaunch.livy.driver;

import org.sparklaunch.platform.process.DaemonThreads;
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

/**
 * Ends a driver that can do nothing any more for lack of memory, so that its session is dead with a reason instead of busy
 * for ever. A statement that runs out of memory and lets go of it fails alone; what is the end is a JVM that does nothing
 * but collect garbage, or a thread that nobody expected to fail.
 */
final class HeapMonitor {
    /** Spark's own exit code for this. */
    static final int OUT_OF_MEMORY = 52;

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final double MOSTLY = 0.8;
    private static final FileOutputStream ERROR = new FileOutputStream(FileDescriptor.err);
    private static final byte[] NO_MEMORY = words("a thread that must not fail got no memory any more");
    private static final byte[] FULL = words("it has done nothing but collect garbage for " + PATIENCE.toSeconds()
            + " s, its heap of " + (Runtime.getRuntime().maxMemory() >> 20) + " MiB is full");

    private final long patienceMillis;
    private final Deque<Sample> samples = new ArrayDeque<>();

    /** How much time had gone into collecting garbage at a moment. */
    private record Sample(long atMillis, long collectingMillis) {}

    HeapMonitor(Duration patience) {
        this.patienceMillis = patience.toMillis();
    }

    /** Watches this JVM from now on. */
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
     * Whether nearly all time of the patience went into collecting. To be asked about once a second; a collection counts when
     * it is over, so one second alone says little.
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

    /** Takes words that were made while there was memory: even to put some together takes what is not there. */
    private static void halt(byte[] words) {
        try {
            ERROR.write(words);
        } catch (IOException e) {
            // Nobody reads any more, and there is no memory to say so elsewhere.
            Runtime.getRuntime().halt(OUT_OF_MEMORY);
        } finally {
            // Without memory a shutdown hook may never end.
            Runtime.getRuntime().halt(OUT_OF_MEMORY);
        }
    }

    private static byte[] words(String why) {
        return ("Session driver: the driver ends, " + why
                        + "; keep less in it, or launch with more --livy-driver-memory\n")
                .getBytes(StandardCharsets.UTF_8);
    }
}
