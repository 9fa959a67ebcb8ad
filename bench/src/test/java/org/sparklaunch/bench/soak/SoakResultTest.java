package org.sparklaunch.bench.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.sparklaunch.bench.report.TestMachine;
import org.sparklaunch.bench.target.ProcessStatistics;

class SoakResultTest {
    private static final SoakPlan HOUR = SoakPlan.of(Duration.ofMinutes(60));

    @Test
    void shouldPassWhenNothingGrows() {
        assertThat(result(SoakResultTest::still, SoakResultTest::still, 0).passed())
                .isTrue();
    }

    @Test
    void shouldFindAServerThatGrows() {
        SoakResult result = result(minute -> minute, SoakResultTest::still, 0);

        assertThat(result.growth().stream().filter(v -> !v.flat()).map(v -> v.of().name()))
                .containsExactly("RSS of the Livy server, MiB");
    }

    @Test
    void shouldNotMindWhatGrowsOnlyInTheWarmUp() {
        assertThat(result(minute -> Math.min(minute, 14) * 10, SoakResultTest::still, 0)
                        .passed())
                .isTrue();
    }

    @Test
    void shouldFindAPercentileThatDrifts() {
        SoakResult result = result(SoakResultTest::still, minute -> minute > 40 ? 40 : 0, 0);

        assertThat(result.latencies().stream().filter(v -> !v.steady()).map(v -> v.of().name()))
                .containsExactly("`select 1` in it");
    }

    @Test
    void shouldNotPassWithAFailedCycle() {
        assertThat(result(SoakResultTest::still, SoakResultTest::still, 1).passed())
                .isFalse();
    }

    @Test
    void shouldSayTheVerdictAndTheRule() {
        TestMachine machine = new TestMachine("cpu", 2, 1024, "os", "java", "0 0 0");

        assertThat(new SoakReport("it", Instant.EPOCH, machine, result(SoakResultTest::still, SoakResultTest::still, 0))
                        .markdown())
                .contains("**flat**", "at most 5 %", "| RSS of the Livy server, MiB | 120 |");
    }

    private static double still(double minute) {
        return 0;
    }

    private static SoakResult result(DoubleUnaryOperator memory, DoubleUnaryOperator latency, int failures) {
        List<Cycle> cycles = IntStream.range(1, 60)
                .mapToObj(minute -> new Cycle(
                        minute,
                        60,
                        300,
                        Collections.nCopies(10, 5.0),
                        Collections.nCopies(10, 6.0 + latency.applyAsDouble(minute)),
                        Collections.nCopies(3, 12.0)))
                .toList();
        List<ProcessSample> sightings = IntStream.range(1, 60)
                .mapToObj(minute -> new ProcessSample(
                        minute,
                        List.of(
                                new ProcessStatistics("Livy server", 120 + memory.applyAsDouble(minute), 30, 100),
                                new ProcessStatistics("driver", 300, 60, 200))))
                .toList();
        return new SoakResult(HOUR, cycles, sightings, failures);
    }
}
