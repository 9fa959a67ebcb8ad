package org.sparklaunch.platform.spelling;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpellingTest {
    private static final List<String> NAMES = List.of("worker-num", "worker-cores", "livy-port");

    @ParameterizedTest
    @CsvSource({"'', '', 0", "abc, abc, 0", "abc, '', 3", "kitten, sitting, 3", "flaw, lawn, 2"})
    void distanceCountsChangedAddedAndRemovedCharacters(String a, String b, int distance) {
        assertThat(Spelling.distance(a, b)).isEqualTo(distance);
        assertThat(Spelling.distance(b, a)).isEqualTo(distance);
    }

    @Test
    void nearestNameIsSuggested() {
        assertThat(Spelling.nearest("wroker-num", NAMES)).contains("worker-num");
        assertThat(Spelling.nearest("worker-core", NAMES)).contains("worker-cores");
    }

    @Test
    void nothingIsSuggestedForADistantName() {
        assertThat(Spelling.nearest("speed", NAMES)).isEmpty();
        assertThat(Spelling.nearest("speed", List.of())).isEmpty();
    }
}
