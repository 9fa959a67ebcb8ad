package org.sparklaunch.livy.server.driver;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sparklaunch.platform.process.DaemonThreads;

/** Ends drivers on threads of its own, since the end of one can take 15 seconds. Thread-safe. */
public final class BackgroundTermination {
    private static final Logger log = LoggerFactory.getLogger(BackgroundTermination.class);

    private final String kind;
    private final ExecutorService threads;

    /** The end of one driver. */
    @FunctionalInterface
    public interface Termination {

        /** Returns when neither a process nor a file of the driver is left. */
        void run() throws IOException, InterruptedException;
    }

    /**
     * Creates one without threads.
     *
     * @param kind of the drivers, for thread names and log lines, such as {@code warm}
     */
    public BackgroundTermination(String kind) {
        this.kind = kind;
        this.threads = Executors.newCachedThreadPool(DaemonThreads.numbered(kind + "-end"));
    }

    /** Begins to end a driver. After {@link #close} or {@link #release} this has no effect. */
    public synchronized void begin(String driver, Termination termination) {
        if (!threads.isShutdown()) {
            threads.execute(() -> run(driver, termination));
        }
    }

    private void run(String driver, Termination termination) {
        try {
            termination.run();
        } catch (IOException e) {
            log.error("cannot remove the files of {} driver {}", kind, driver, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            log.error("cannot end {} driver {}", kind, driver, e);
        }
    }

    /** Waits for the ends that have begun, within a limit. */
    public void close(Duration limit) {
        synchronized (this) {
            threads.shutdown();
        }
        try {
            if (!threads.awaitTermination(limit.toSeconds(), TimeUnit.SECONDS)) {
                log.error("not all {} drivers ended within {} s", kind, limit.toSeconds());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Interrupts the ends that have begun and leaves the drivers to the next server. */
    public synchronized void release() {
        threads.shutdownNow();
    }
}
