package org.sparklaunch.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class BarTest {
    private static final Optional<Distribution> HUNDRED = Optional.of(Distribution.single(100));

    @Test
    void shouldBeReachedAtTheMultipleItself() {
        assertThat(Bar.timesReference(1.3).reached(HUNDRED, Distribution.single(130)))
                .isTrue();
    }

    @Test
    void shouldNotBeReachedAboveTheMultiple() {
        assertThat(Bar.timesReference(1.3).reached(HUNDRED, Distribution.single(131)))
                .isFalse();
    }

    @Test
    void shouldHoldTheFixedLimitBesideTheMultiple() {
        Bar bar = Bar.timesReference(1.3, 110, Unit.MILLISECONDS);

        assertThat(bar.reached(HUNDRED, Distribution.single(120))).isFalse();
    }

    @Test
    void shouldAllowTheDifferenceAtBothPercentiles() {
        Bar bar = Bar.aboveReference(3, 15, Unit.MILLISECONDS);

        assertThat(bar.reached(HUNDRED, Distribution.single(104))).isFalse();
    }

    @Test
    void shouldNeedNoReferenceForALimit() {
        assertThat(Bar.atLeast(10, Unit.PER_SECOND).reached(Optional.empty(), Distribution.single(9)))
                .isFalse();
    }

    @Test
    void namesItsLimit() {
        assertThat(Bar.timesReference(1.3, 8000, Unit.MILLISECONDS).text())
                .isEqualTo("≤ 1.3 × the reference, ≤ 8.00 s");
    }
}
