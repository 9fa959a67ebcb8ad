package org.sparklaunch.livy.driver;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.sparklaunch.platform.process.DaemonThreads;

/** Halts a JVM that does not exit, so that an ended session leaves no process even when Spark or user code blocks the exit. */
final class ForcedExit {
    static final Duration LIMIT = Duration.ofSeconds(30);
    private static final int HALTED = 4;

    private ForcedExit() {}

    /** Halts the JVM after the limit, without shutdown hooks. */
    static void haltAfter(Duration limit) {
        DaemonThreads.start("driver-forced-exit", () -> {
            try {
                TimeUnit.MILLISECONDS.sleep(limit.toMillis());
                System.err.println("Session driver: the JVM did not exit within " + limit.toSeconds()
                        + " s after the end of its session and is halted");
                Runtime.getRuntime().halt(HALTED);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }
}
