package org.sparklaunch.launcher.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ProcessUsageTest {
    @Test
    void runningProcessHasMemoryAndUptime() {
        ProcessUsage usage = ProcessUsage.of(
                        ProcessHandle.current().pid(), Instant.now().plusSeconds(60))
                .orElseThrow();

        assertThat(usage.rssMebibytes().orElseThrow()).isBetween(10L, 100_000L);
        assertThat(usage.uptime()).isGreaterThanOrEqualTo(Duration.ofSeconds(60));
    }

    @Test
    void endedProcessHasNoFigures() throws Exception {
        Process process = new ProcessBuilder("true").start();
        process.waitFor();

        assertThat(ProcessUsage.of(process.pid(), Instant.now())).isEmpty();
    }
}
