package org.sparklaunch.platform.digest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Sha256Test {
    /** The example of FIPS 180-2. */
    private static final String OF_ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    @Test
    void digestIsThatOfTheStandard() {
        assertThat(Sha256.hex("abc")).isEqualTo(OF_ABC);
        assertThat(Sha256.hex(new byte[] {'a', 'b', 'c'})).isEqualTo(OF_ABC);
        assertThat(Sha256.create().digest()).hasSize(32);
    }

    @Test
    void digestOfAFileIsThatOfItsContent(@TempDir Path dir) throws Exception {
        String large = "ä".repeat(200_000);

        assertThat(Sha256.hex(Files.writeString(dir.resolve("file"), large))).isEqualTo(Sha256.hex(large));
    }
}
