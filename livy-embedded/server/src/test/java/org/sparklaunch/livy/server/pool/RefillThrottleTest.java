package org.sparklaunch.livy.server.pool;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RefillThrottleTest {
    private static final long START = 1_000_000;
    private static final long QUIET = RefillThrottle.QUIET.toMillis();
    private static final long LONGEST_WAIT = RefillThrottle.LONGEST_WAIT.toMillis();

    private final RefillThrottle pace = new RefillThrottle(START);

    @Test
    void waitsForTheStartOfTheServer() {
        assertThat(pace.allows(START + QUIET - 1, true, false)).isFalse();
        assertThat(pace.allows(START + QUIET, true, false)).isTrue();
    }

    @Test
    void waitsForAPauseBetweenStatements() {
        long busyUntil = START + 10_000;
        pace.allows(busyUntil, true, true);

        assertThat(pace.allows(busyUntil + QUIET - 1, true, false)).isFalse();
        assertThat(pace.allows(busyUntil + QUIET, true, false)).isTrue();
    }

    @Test
    void waitsForAPauseOnlyUpToALimit() {
        long wantedSince = START + 10_000;
        pace.allows(wantedSince, true, true);

        assertThat(pace.allows(wantedSince + LONGEST_WAIT - 1, true, true)).isFalse();
        assertThat(pace.allows(wantedSince + LONGEST_WAIT, true, true)).isTrue();
    }

    @Test
    void measuresTheWaitFromTheFirstWant() {
        pace.allows(START, true, true);
        pace.allows(START + LONGEST_WAIT, false, true);

        assertThat(pace.allows(START + LONGEST_WAIT + 1, true, true)).isFalse();
    }

    @Test
    void startsNoUnwantedMember() {
        assertThat(pace.allows(START + Duration.ofHours(1).toMillis(), false, false))
                .isFalse();
    }

    @Test
    void pausesLongerWithEveryFailure() {
        long now = START + Duration.ofHours(1).toMillis();
        long pause = RefillThrottle.FIRST_PAUSE.toMillis();
        pace.failed(now);

        assertThat(pace.allows(now + pause - 1, true, false)).isFalse();
        assertThat(pace.allows(now + pause, true, false)).isTrue();
        pace.failed(now);
        assertThat(pace.allows(now + 2 * pause - 1, true, false)).isFalse();
        assertThat(pace.allows(now + 2 * pause, true, false)).isTrue();
    }

    @Test
    void successResetsThePause() {
        long now = START + Duration.ofHours(1).toMillis();
        pace.failed(now);
        pace.failed(now);
        pace.succeeded();
        pace.failed(now);

        assertThat(pace.allows(now + RefillThrottle.FIRST_PAUSE.toMillis(), true, false))
                .isTrue();
    }
}
