package org.sparklaunch.livy.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrivateFolderTest {
    @TempDir
    Path place;

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    @Test
    void whatWasHandedOverIsForTheOwnerOnly() throws IOException {
        PrivateFolder folder = PrivateFolder.in(place);
        folder.write(Map.of("secret", "0123".getBytes(StandardCharsets.UTF_8)));

        assertThat(permissions(folder.root())).isEqualTo("rwx------");
        assertThat(permissions(folder.work())).isEqualTo("rwx------");
        assertThat(permissions(folder.root().resolve("secret"))).isEqualTo("rw-------");
    }

    @Test
    void folderOfAnotherAccountIsNotUsed() throws IOException {
        Files.createDirectory(place.resolve("private"));

        assertThatThrownBy(() -> PrivateFolder.in(place)).isInstanceOf(FileAlreadyExistsException.class);
    }

    @Test
    void nothingOfItIsLeftAtTheEnd() throws IOException {
        PrivateFolder folder = PrivateFolder.in(place);
        folder.write(Map.of("secret", new byte[0]));
        Files.writeString(folder.work().resolve("left by Spark"), "x");

        folder.delete();

        assertThat(place).isEmptyDirectory();
    }
}
