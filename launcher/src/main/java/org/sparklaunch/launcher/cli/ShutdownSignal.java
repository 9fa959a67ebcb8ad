package org.sparklaunch.launcher.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.sparklaunch.commands.ExitCode;

/**
 * Turns SIGTERM and SIGINT into an interrupt of the launching thread, and keeps the JVM until that thread has cleaned up. The
 * process then ends with 0, since it did what the signal asked for.
 */
final class ShutdownSignal {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final Thread launching;
    private final CountDownLatch finished = new CountDownLatch(1);

    private ShutdownSignal(Thread launching) {
        this.launching = launching;
    }

    static ShutdownSignal forCurrentThread() {
        ShutdownSignal signal = new ShutdownSignal(Thread.currentThread());
        Runtime.getRuntime().addShutdownHook(new Thread(signal::interruptLaunch, "launch-shutdown"));
        return signal;
    }

    /** Reports that the launching thread has cleaned up. It then ends the process by itself. */
    void finish() {
        finished.countDown();
    }

    private void interruptLaunch() {
        if (finished.getCount() == 0) {
            return;
        }
        launching.interrupt();
        try {
            boolean inTime = finished.await(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
            Runtime.getRuntime().halt(inTime ? ExitCode.DONE.code() : ExitCode.FAILED.code());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
