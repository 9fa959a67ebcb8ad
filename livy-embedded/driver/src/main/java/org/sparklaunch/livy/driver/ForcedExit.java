package org.sparklaunch.livy.driver;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** The promise that an ended session leaves no process, kept when Spark or user code does not let the JVM go. */
final class ForcedExit {
    static final Duration LIMIT = Duration.ofSeconds(30);
    private static final int HALTED = 4;

    private ForcedExit() {}

    /** Ends the JVM by force when it is still there after the time; shutdown hooks do not run then. */
    static void haltAfter(Duration limit) {
        Thread thread = new Thread(
                () -> {
                    try {
                        TimeUnit.MILLISECONDS.sleep(limit.toMillis());
                        System.err.println("Session driver: still here " + limit.toSeconds()
                                + " s after its end was ordered, halting");
                        Runtime.getRuntime().halt(HALTED);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                "driver-dead-line");
        thread.setDaemon(true);
        thread.start();
    }
}
