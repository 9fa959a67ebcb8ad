package org.sparklaunch.launcher.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MemorySizeTest {
    @ParameterizedTest
    @CsvSource({"512m,512", "1G,1024", "2GiB,2048", "2gb,2048", "1t,1048576", "'3 g',3072"})
    void aNumberWithAUnitIsAnAmount(String text, long mebibytes) {
        assertThat(MemorySize.parse(text).mebibytes()).isEqualTo(mebibytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1X", "", "1", "g", "-1g", "0g", "1.5g", "99999999999g"})
    void anythingElseIsNamedInTheRefusal(String text) {
        assertThatThrownBy(() -> MemorySize.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + text + "'")
                .hasMessageContaining("512m");
    }
}
