package org.sparklaunch.platform.quantity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MemorySizeTest {
    private static final Map<String, Long> BYTES = Map.of("k", 1L << 10, "m", 1L << 20, "g", 1L << 30, "t", 1L << 40);

    @ParameterizedTest
    @CsvSource({
        "512m, 512",
        "1g, 1024",
        "2GB, 2048",
        "2GiB, 2048",
        "700, 700",
        "4096k, 4",
        "1T, 1048576",
        "' 3 g ', 3072"
    })
    void sizeIsReadInSparksNotation(String text, long mebibytes) {
        assertThat(MemorySize.parse(text)).isEqualTo(new MemorySize(mebibytes));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "m", "1X", "1.5g", "-1g", "1 024m", "1gg", "1bi", "9999999999999"})
    void otherTextIsRefusedByName(String text) {
        assertThatThrownBy(() -> MemorySize.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + text + "' is not a memory size; give ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "0g", "1023k"})
    void lessThanAMebibyteIsRefused(String text) {
        assertThatThrownBy(() -> MemorySize.parse(text)).hasMessage("'" + text + "' is less than 1m of memory");
    }

    @Test
    void everyUnitAndSpellingGivesTheSameBytes() {
        Random random = new Random(1);
        BYTES.forEach((unit, bytes) -> {
            for (String suffix : List.of("", "b", "ib")) {
                long number = 1024L + random.nextInt(1_000_000);
                String text = number + unit + suffix;
                MemorySize size = MemorySize.parse(text);

                assertThat(size).as(text).isEqualTo(MemorySize.parse(text.toUpperCase(Locale.ROOT)));
                assertThat(size).as(text).isEqualTo(MemorySize.ofBytes(number * bytes));
            }
        });
    }

    @Test
    void optionIsReadAsTheSameSize() {
        new Random(2).longs(1000, 1, 1L << 39).mapToObj(MemorySize::new).forEach(size -> {
            assertThat(MemorySize.parse(size.toOption())).isEqualTo(size);
            assertThat(MemorySize.ofBytes(size.toBytes())).isEqualTo(size);
        });
    }

    @Test
    void arithmeticStopsAtTheLargestNumber() {
        MemorySize large = MemorySize.parse("999999999999t");

        assertThat(large.times(Integer.MAX_VALUE).mebibytes()).isEqualTo(Long.MAX_VALUE);
        assertThat(large.times(Integer.MAX_VALUE).plus(large).mebibytes()).isEqualTo(Long.MAX_VALUE);
        assertThat(large.toBytes()).isEqualTo(Long.MAX_VALUE);
        assertThat(large.times(0)).isEqualTo(new MemorySize(0));
    }

    @Test
    void sizesAreComparedByAmount() {
        assertThat(MemorySize.parse("2g")).isGreaterThan(MemorySize.parse("2047m"));
    }
}
