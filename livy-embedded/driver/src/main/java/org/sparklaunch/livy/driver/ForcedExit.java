package org.sparklaunch.livy.driver;

import org.sparklaunch.platform.process.DaemonThreads;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** The promise that an ended session leaves no process, kept when Spark or user code does not let the JVM go. */
final class ForcedExit {
    static final Duration LIMIT = Duration.ofSeconds(30);
    private static final int HALTED = 4;

    private ForcedExit() {}

    /** Ends the JVM by force when it is still there after the time; shutdown hooks do not run then. */
    static void haltAfter(Duration limit) {
        DaemonThreads.start("driver-forced-exit", () -> {
            try {
                TimeUnit.MILLISECONDS.sleep(limit.toMillis());
                System.err.println("session driver: still running " + limit.toSeconds()
                        + " s after it was told to end; halting");
                Runtime.getRuntime().halt(HALTED);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }
}
