package org.sparklaunch.livy.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SessionSecretTest {

    @TempDir
    Path folder;

    @Test
    void comesBackFromItsFile() throws IOException {
        SessionSecret written = SessionSecret.generate();
        written.write(folder.resolve("secret"));

        SessionSecret read = SessionSecret.read(folder.resolve("secret"));

        byte[] nonce = new byte[32];
        assertThat(read.sign("server", nonce, nonce)).isEqualTo(written.sign("server", nonce, nonce));
    }

    @Test
    void isReadableByItsOwnerOnly() throws IOException {
        Path file = folder.resolve("secret");

        SessionSecret.generate().write(file);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void isNeverReplaced() throws IOException {
        Path file = folder.resolve("secret");
        SessionSecret.generate().write(file);

        assertThatThrownBy(() -> SessionSecret.generate().write(file)).isInstanceOf(FileAlreadyExistsException.class);
    }

    @Test
    void refusesAFileThatHoldsSomethingElse() throws IOException {
        Path file = Files.writeString(folder.resolve("secret"), "swordfish");

        assertThatThrownBy(() -> SessionSecret.read(file))
                .isInstanceOf(IOException.class)
                .hasMessage(file + " does not contain a session secret");
    }

    @Test
    void hidesItsBytesFromToString() throws IOException {
        SessionSecret secret = SessionSecret.generate();
        secret.write(folder.resolve("secret"));

        assertThat(secret.toString())
                .doesNotContain(Files.readString(folder.resolve("secret")).strip());
    }

    @Test
    void signsDifferentlyForEachRoleAndNonce() {
        SessionSecret secret = SessionSecret.generate();
        byte[] zeros = new byte[32];
        byte[] ones = new byte[32];
        java.util.Arrays.fill(ones, (byte) 1);

        assertThat(secret.sign("server", zeros, ones))
                .isNotEqualTo(secret.sign("driver", zeros, ones))
                .isNotEqualTo(secret.sign("server", ones, zeros));
    }
}
