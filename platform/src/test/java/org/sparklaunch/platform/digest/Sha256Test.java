package org.sparklaunch.platform.digest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
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

    /** The second example of RFC 4231. */
    @Test
    void authenticationCodeIsThatOfTheStandard() {
        byte[] key = "Jefe".getBytes(StandardCharsets.UTF_8);
        byte[] message = "what do ya want for nothing?".getBytes(StandardCharsets.UTF_8);
        String expected = "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843";

        assertThat(HexFormat.of().formatHex(Sha256.mac(key, message))).isEqualTo(expected);
        assertThat(HexFormat.of()
                        .formatHex(Sha256.mac(
                                key, Arrays.copyOf(message, 10), Arrays.copyOfRange(message, 10, message.length))))
                .isEqualTo(expected);
    }

    @Test
    void digestOfAFileIsThatOfItsContent(@TempDir Path dir) throws Exception {
        String large = "ä".repeat(200_000);

        assertThat(Sha256.hex(Files.writeString(dir.resolve("file"), large))).isEqualTo(Sha256.hex(large));
    }
}
