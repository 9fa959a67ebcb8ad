package org.sparklaunch.livy.server.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SlotsTest {
    private final Slots slots = new Slots(2);
    private final Warm warm = new Warm();
    private int users;

    /** Spare drivers that end at once. */
    private static final class Warm implements Slots.Spare {
        private int held;

        @Override
        public int held() {
            return held;
        }

        @Override
        public void giveUpOne() {
            held--;
        }
    }

    @BeforeEach
    void count() {
        slots.count(() -> users);
        slots.count(warm);
    }

    @Test
    void tallyCountsUsersDriversOnly() {
        makeSpare();
        take();

        assertThat(slots.tally()).isEqualTo(new Slots.Tally(1, 2));
        assertThat(slots.tally().free()).isOne();
    }

    @Test
    void creationAboveTheLimitIsRefusedWithLivysMessage() {
        take();
        take();

        assertThatThrownBy(this::take).isInstanceOf(RejectedException.class).hasMessageContaining("too many sessions");
        assertThat(slots.tally().free()).isZero();
    }

    @Test
    void spareDriverEndsForAUser() {
        makeSpare();
        makeSpare();

        take();

        assertThat(warm.held).isOne();
    }

    @Test
    void spareDriverNeedsAFreeSlot() {
        take();
        take();

        assertThat(makeSpare()).isEmpty();
    }

    @Test
    void smallerLimitAfterARestartLeavesNoFreeSlot() {
        users = 3;

        assertThat(slots.tally().free()).isZero();
    }

    private void take() {
        slots.take(() -> ++users);
    }

    private Optional<Integer> makeSpare() {
        return slots.offer(() -> Optional.of(++warm.held));
    }
}
