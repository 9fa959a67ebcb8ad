package org.sparklaunch.livy.server;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sparklaunch.platform.process.DaemonThreads;

/** Runs one task again and again, with a pause between the runs, until it is closed. */
final class PeriodicTask implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(PeriodicTask.class);

    private final ScheduledExecutorService thread;
    private final Runnable sweep;

    /** Starts on a thread of this name. */
    PeriodicTask(String name, Runnable once, Duration pause) {
        thread = Executors.newSingleThreadScheduledExecutor(DaemonThreads.named(name));
        sweep = () -> {
            try {
                once.run();
            } catch (RuntimeException e) {
                // An exception that left here would end all later sweeps.
                log.error("the periodic task {} failed; it runs again", name, e);
            }
        };
        var unused = thread.scheduleWithFixedDelay(sweep, pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Runs the task now, between two of its runs, and returns when it has ended. */
    void runNow() throws InterruptedException, ExecutionException {
        thread.submit(sweep).get();
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
