package org.sparklaunch.livy.settings;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sparklaunch.platform.quantity.MemorySize;

class MemoryOverheadTest {
    @ParameterizedTest
    @CsvSource({"512m, 384", "3840m, 384", "3850m, 385", "10g, 1024"})
    void overheadIsATenthButAtLeast384Mebibytes(String heap, long overhead) {
        assertThat(MemoryOverhead.of(MemorySize.parse(heap))).isEqualTo(new MemorySize(overhead));
    }
}
