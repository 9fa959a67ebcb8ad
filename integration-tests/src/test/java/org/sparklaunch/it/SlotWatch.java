package org.sparklaunch.it;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts, again and again, the drivers that live: the slots that are really in use. */
final class SlotWatch implements AutoCloseable {
    private static final String DRIVER = "org.sparklaunch.livy.driver.SessionDriver";

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final AtomicInteger most = new AtomicInteger();

    SlotWatch(RunningCluster cluster) {
        var unused = timer.scheduleWithFixedDelay(
                () -> most.accumulateAndGet(cluster.processes().pidsOf(DRIVER).size(), Math::max),
                0,
                500,
                TimeUnit.MILLISECONDS);
    }

    int most() {
        return most.get();
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
