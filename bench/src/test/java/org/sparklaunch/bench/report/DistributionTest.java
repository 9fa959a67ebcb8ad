package org.sparklaunch.bench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DistributionTest {
    @Test
    void shouldTakeThe99thOfAHundred() {
        Distribution distribution = Distribution.of(oneTo(100));

        assertThat(distribution.p99()).isEqualTo(99);
    }

    @Test
    void shouldTakeTheMedianOfAnOddNumber() {
        Distribution distribution = Distribution.of(List.of(9.0, 1.0, 5.0));

        assertThat(distribution.p50()).isEqualTo(5);
    }

    @Test
    void shouldTakeTheLowerMedianOfAnEvenNumber() {
        Distribution distribution = Distribution.of(List.of(4.0, 1.0, 3.0, 2.0));

        assertThat(distribution.p50()).isEqualTo(2);
    }

    @Test
    void shouldTakeTheLargestAs99thOfAFew() {
        Distribution distribution = Distribution.of(oneTo(7));

        assertThat(distribution.p99()).isEqualTo(7);
    }

    @Test
    void shouldNotDependOnTheOrder() {
        List<Double> shuffled = new ArrayList<>(oneTo(1000));
        Collections.shuffle(shuffled, new Random(1));

        Distribution distribution = Distribution.of(shuffled);

        assertThat(List.of(distribution.min(), distribution.p50(), distribution.p99(), distribution.max()))
                .containsExactly(1.0, 500.0, 990.0, 1000.0);
    }

    @Test
    void shouldRefuseToBeEmpty() {
        assertThatIllegalArgumentException().isThrownBy(() -> Distribution.of(List.of()));
    }

    @Test
    void shouldRefuseAShareInPercent() {
        Distribution distribution = Distribution.single(1);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> distribution.percentile(99))
                .withMessageContaining("99");
    }

    private static List<Double> oneTo(int last) {
        return IntStream.rangeClosed(1, last).mapToObj(i -> (double) i).collect(Collectors.toList());
    }
}
