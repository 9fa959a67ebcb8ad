package org.sparklaunch.platform.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class DaemonThreadsTest {
    @Test
    void startedThreadRunsItsTaskAsADaemonUnderItsName() throws Exception {
        CountDownLatch ran = new CountDownLatch(1);

        Thread thread = DaemonThreads.start("a-name", ran::countDown);

        assertThat(ran.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(thread.isDaemon()).isTrue();
        assertThat(thread.getName()).isEqualTo("a-name");
    }

    @Test
    void threadsOfAFactoryAreNumbered() {
        ThreadFactory numbered = DaemonThreads.numbered("worker");

        assertThat(numbered.newThread(() -> {}).getName()).isEqualTo("worker-1");
        assertThat(numbered.newThread(() -> {}).getName()).isEqualTo("worker-2");
        assertThat(DaemonThreads.named("single").newThread(() -> {}))
                .matches(Thread::isDaemon)
                .extracting(Thread::getName)
                .isEqualTo("single");
    }
}
