package org.sparklaunch.livy.driver;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class HeapWatchTest {
    private final HeapWatch watch = new HeapWatch(Duration.ofSeconds(3), 0, 0);

    @Test
    void aJvmThatOnlyCollectsIsLostAfterTheTime() {
        assertThat(watch.isLost(1000, 950)).isFalse();
        assertThat(watch.isLost(2000, 1950)).isFalse();
        assertThat(watch.isLost(3000, 2950)).isTrue();
    }

    @Test
    void oneSecondOfWorkBeginsTheTimeAnew() {
        watch.isLost(1000, 1000);
        watch.isLost(2000, 2000);
        watch.isLost(3000, 2500);

        assertThat(watch.isLost(4000, 3500)).isFalse();
        assertThat(watch.isLost(6000, 5500)).isTrue();
    }

    @Test
    void oneLongCollectionCountsInFull() {
        assertThat(watch.isLost(4000, 3900)).isTrue();
    }

    @Test
    void anIdleJvmIsNeverLost() {
        assertThat(watch.isLost(1_000_000, 10)).isFalse();
    }
}
