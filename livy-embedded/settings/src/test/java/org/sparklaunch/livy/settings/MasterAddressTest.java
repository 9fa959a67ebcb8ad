package org.sparklaunch.livy.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MasterAddressTest {
    @TempDir
    private Path dir;

    @Test
    void addressIsReturnedAsItIs() {
        assertThat(MasterAddress.now("spark://a:7077")).isEqualTo("spark://a:7077");
    }

    @Test
    void fileIsReadEachTime() throws Exception {
        Path file = Files.writeString(dir.resolve("masters"), "spark://a:7077\n");
        String setting = file.toUri().toString();
        assertThat(MasterAddress.now(setting)).isEqualTo("spark://a:7077");

        Files.writeString(file, "spark://b:7077,a:7077\n");

        assertThat(MasterAddress.now(setting)).isEqualTo("spark://b:7077,a:7077");
    }

    @Test
    void unreadableFileIsNamed() {
        assertThatThrownBy(() -> MasterAddress.now(dir.resolve("none").toUri().toString()))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("none");
    }
}
