package org.sparklaunch.livy.driver;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HeapMonitorTest {
    private final HeapMonitor watch = new HeapMonitor(Duration.ofSeconds(3));

    @BeforeEach
    void firstLook() {
        watch.isLost(0, 0);
    }

    @Test
    void jvmThatOnlyCollectsGarbageIsLostAfterTheLimit() {
        assertThat(watch.isLost(1000, 950)).isFalse();
        assertThat(watch.isLost(2000, 1950)).isFalse();
        assertThat(watch.isLost(3000, 2950)).isTrue();
    }

    @Test
    void unfinishedCollectionDoesNotRestartTheTime() {
        watch.isLost(1000, 400);
        watch.isLost(2000, 1700);

        assertThat(watch.isLost(3000, 2600)).isTrue();
    }

    @Test
    void oneSecondOfWorkIsEnoughToLive() {
        watch.isLost(1000, 1000);
        watch.isLost(2000, 1100);

        assertThat(watch.isLost(3000, 2100)).isFalse();
        assertThat(watch.isLost(4000, 3100)).isFalse();
        assertThat(watch.isLost(5000, 4100)).isTrue();
    }

    @Test
    void oneLongCollectionCountsInFull() {
        assertThat(watch.isLost(4000, 3900)).isTrue();
    }

    @Test
    void idleJvmIsNeverLost() {
        assertThat(watch.isLost(1_000_000, 10)).isFalse();
    }
}
