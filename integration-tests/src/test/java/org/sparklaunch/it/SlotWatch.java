package org.sparklaunch.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** Counts, twice a second, the slots as the server tells them and the drivers that live. The first wrong sum is kept. */
final class SlotWatch implements AutoCloseable {
    private static final String DRIVER = "org.sparklaunch.livy.driver.SessionDriver";

    private final RunningCluster cluster;
    private final Http livy;
    private final int slots;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final AtomicInteger mostDrivers = new AtomicInteger();
    private final AtomicInteger looks = new AtomicInteger();
    private final AtomicReference<Optional<String>> wrong = new AtomicReference<>(Optional.empty());
    private final Future<?> watch;

    SlotWatch(RunningCluster cluster, int slots) {
        this.cluster = cluster;
        this.livy = cluster.livy();
        this.slots = slots;
        watch = timer.scheduleWithFixedDelay(this::look, 0, 500, TimeUnit.MILLISECONDS);
    }

    private void look() {
        mostDrivers.accumulateAndGet(cluster.processes().pidsOf(DRIVER).size(), Math::max);
        JsonNode pool = livy.get("/spark-launch/pool").json();
        int sum = pool.path("slotsUsed").asInt(-1) + pool.path("slotsFree").asInt(-1);
        if (sum != slots) {
            wrong.compareAndSet(Optional.empty(), Optional.of(pool.toString()));
        }
        looks.incrementAndGet();
    }

    int mostDrivers() {
        return mostDrivers.get();
    }

    int looks() {
        return looks.get();
    }

    /** Used and free slots were as many as there are, at every look, and nothing kept it from looking. */
    void assertSumsWereRight() {
        assertThat(watch).isNotDone();
        assertThat(looks).hasPositiveValue();
        assertThat(wrong.get()).isEmpty();
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
