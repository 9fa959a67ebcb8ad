package org.sparklaunch.bench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TrendTest {
    @Test
    void shouldFindTheSlopeOfALine() {
        Trend trend = Trend.of(points(x -> 100 + 2 * x));

        assertThat(trend.perUnit()).isCloseTo(2, within(1e-9));
    }

    @Test
    void shouldNotBeMovedByAnOutlier() {
        Trend trend = Trend.of(points(x -> x == 7 ? 10_000 : 100));

        assertThat(trend.perUnit()).isZero();
    }

    @Test
    void shouldRefuseASinglePoint() {
        assertThatIllegalArgumentException().isThrownBy(() -> Trend.of(List.of(new Plot.Point(1, 1))));
    }

    private static List<Plot.Point> points(java.util.function.DoubleUnaryOperator y) {
        return IntStream.range(0, 20)
                .mapToObj(x -> new Plot.Point(x, y.applyAsDouble(x)))
                .toList();
    }
}
