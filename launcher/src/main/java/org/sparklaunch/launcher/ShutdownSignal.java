package org.sparklaunch.launcher;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.sparklaunch.commands.ExitCode;

/**
 * Turns SIGTERM and SIGINT into an interrupt of the launching thread and keeps the JVM until that thread has put everything
 * away. The process then ends with 0, since an ordered end is what was asked for.
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
        Runtime.getRuntime().addShutdownHook(new Thread(signal::arrived, "launch-shutdown"));
        return signal;
    }

    /** To be called before the launching thread ends the process by itself: there is nothing left to wait for. */
    void finished() {
        finished.countDown();
    }

    private void arrived() {
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
