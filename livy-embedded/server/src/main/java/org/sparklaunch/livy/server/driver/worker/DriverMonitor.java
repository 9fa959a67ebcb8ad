package org.sparklaunch.livy.server.driver.worker;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sparklaunch.platform.process.DaemonThreads;

/** Checks all drivers on workers in turn, on one thread, until {@link #close}. */
final class DriverMonitor implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(DriverMonitor.class);
    private static final long PAUSE_MILLIS = 1000;
    private static final long LEAVING_MILLIS = 6000;

    private final PendingHandovers handovers;
    private final Map<String, WorkerDriverProcess> drivers = new ConcurrentHashMap<>();
    private final Thread thread = DaemonThreads.create("placed-drivers", this::watch);
    private boolean masterAnswers = true;

    private DriverMonitor(PendingHandovers handovers) {
        this.handovers = handovers;
    }

    /** Starts; removes the pending handovers of ended drivers. */
    static DriverMonitor start(PendingHandovers handovers) {
        DriverMonitor watch = new DriverMonitor(handovers);
        watch.thread.start();
        return watch;
    }

    /** Checks the driver from now on until it ends. */
    WorkerDriverProcess add(WorkerDriverProcess driver) {
        WorkerDriverProcess known = drivers.putIfAbsent(driver.submission(), driver);
        return known == null ? driver : known;
    }

    private void watch() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
                lookAtAll();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void lookAtAll() {
        for (WorkerDriverProcess driver : List.copyOf(drivers.values())) {
            try {
                boolean ended = !driver.isAlive();
                driver.refresh();
                if (ended) {
                    // Its last output is copied by now.
                    drivers.remove(driver.submission());
                    handovers.withdraw(driver.folder());
                }
                masterAnswers = true;
            } catch (IOException e) {
                if (masterAnswers) {
                    log.warn("the state of drivers on workers is unknown until a Spark master answers", e);
                }
                masterAnswers = false;
                // The others would wait for the same master.
                return;
            } catch (RuntimeException e) {
                log.error("cannot check {}", driver.submission(), e);
            }
        }
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join(LEAVING_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
