package org.sparklaunch.platform.quantity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeStringTest {
    @ParameterizedTest
    @CsvSource({
        "1h, 3600000",
        "90MIN, 5400000",
        "90m, 5400000",
        "5, 5",
        "2d, 172800000",
        "3us, 0",
        "3000us, 3",
        "7ms, 7",
        "' 8 s ', 8000"
    })
    void durationIsReadInLivysNotation(String text, long millis) {
        assertThat(TimeString.parse(text)).hasMillis(millis);
    }

    @Test
    void bareNumberHasTheUnitOfItsSetting() {
        assertThat(TimeString.parse("60", TimeUnit.SECONDS)).hasSeconds(60);
        assertThat(TimeString.parse("60ms", TimeUnit.SECONDS)).hasMillis(60);
        assertThat(TimeString.parseOption("60")).hasSeconds(60);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "-1s", "1.5h", "h", "1h30m", "1234567890123456"})
    void otherTextIsRefused(String text) {
        assertThatThrownBy(() -> TimeString.parse(text)).hasMessage("Invalid time string: " + text);
        assertThatThrownBy(() -> TimeString.parseOption(text))
                .hasMessageStartingWith("'" + text + "' is not a duration; give ");
    }

    @Test
    void unknownUnitIsRefusedByName() {
        assertThatThrownBy(() -> TimeString.parse("5weeks")).hasMessage("Invalid suffix: \"weeks\"");
    }

    @Test
    void durationBeyondTheLargestBecomesTheLargest() {
        assertThat(TimeString.parse("999999999999999d")).hasMillis(Long.MAX_VALUE);
    }

    @Test
    void formattedDurationIsReadAsTheSame() {
        new Random(3).longs(1000, 0, 10_000_000_000L).forEach(this::assertRoundTrip);
        new Random(4).longs(1000, 0, 100_000).map(s -> s * 60_000).forEach(this::assertRoundTrip);
    }

    private void assertRoundTrip(long millis) {
        Duration duration = Duration.ofMillis(millis);

        assertThat(TimeString.parse(TimeString.format(duration))).isEqualTo(duration);
    }

    @ParameterizedTest
    @CsvSource({"0, 0ms", "1500, 1500ms", "90000, 90s", "600000, 10min", "7200000, 2h", "604800000, 7d"})
    void formatUsesTheLargestWholeUnit(long millis, String text) {
        assertThat(TimeString.format(Duration.ofMillis(millis))).isEqualTo(text);
    }
}
