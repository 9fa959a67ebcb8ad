package org.sparklaunch.launcher.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class DeadlineTest {
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 10);
    private final Deadline deadline = new Deadline(nanos::get, Duration.ofNanos(100));

    @Test
    void limitIsReachedAtItsEndAndNotBefore() {
        nanos.addAndGet(99);
        assertThat(deadline.isOver()).isFalse();

        nanos.addAndGet(1);
        assertThat(deadline.isOver()).isTrue();
        assertThat(deadline.limit()).hasNanos(100);
    }
}
