package org.sparklaunch.livy.server.driver.worker;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sparklaunch.platform.process.DaemonThreads;

/** Looks after all placed drivers, one after the other, by one thread of its own from start to {@link #close}. */
final class DriverMonitor implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(DriverMonitor.class);
    private static final long PAUSE_MILLIS = 1000;
    private static final long LEAVING_MILLIS = 6000;

    private final PendingHandovers desk;
    private final Map<String, WorkerDriverProcess> drivers = new ConcurrentHashMap<>();
    private final Thread thread = DaemonThreads.create("placed-drivers", this::watch);
    private boolean masterAnswers = true;

    private DriverMonitor(PendingHandovers desk) {
        this.desk = desk;
    }

    /** Begins; what an ended driver left at the desk is taken away. */
    static DriverMonitor start(PendingHandovers desk) {
        DriverMonitor watch = new DriverMonitor(desk);
        watch.thread.start();
        return watch;
    }

    /** From now on to its end. */
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
                driver.look();
                if (ended) {
                    // Its last words are copied by now.
                    drivers.remove(driver.submission());
                    desk.withdraw(driver.folder());
                }
                masterAnswers = true;
            } catch (IOException e) {
                if (masterAnswers) {
                    log.warn("how drivers on workers are is not known until a Spark master answers again", e);
                }
                masterAnswers = false;
                // The others would wait for the same master.
                return;
            } catch (RuntimeException e) {
                log.error("{} cannot be looked after", driver.submission(), e);
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
