package org.sparklaunch.platform.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrivateFilesTest {
    @TempDir
    private Path dir;

    private static String mode(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    @Test
    void createdFoldersArePrivateWithTheirParents() throws IOException {
        Path folder = PrivateFiles.createFolders(dir.resolve("a/b"));

        assertThat(mode(folder)).isEqualTo("rwx------");
        assertThat(mode(folder.getParent())).isEqualTo("rwx------");
        assertThat(PrivateFiles.createFolders(folder)).isEqualTo(folder);
    }

    @Test
    void existingFolderBecomesPrivate() throws IOException {
        Path folder = Files.createDirectory(dir.resolve("open"));
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));

        assertThat(mode(PrivateFiles.ensureFolder(folder))).isEqualTo("rwx------");
        assertThat(mode(PrivateFiles.ensureFolder(dir.resolve("new")))).isEqualTo("rwx------");
    }

    @Test
    void temporaryFoldersAndFilesArePrivate() throws IOException {
        assertThat(mode(PrivateFiles.createTemporaryFolder(dir))).isEqualTo("rwx------");
        assertThat(mode(PrivateFiles.createTemporaryFile(dir))).isEqualTo("rw-------");
    }

    @Test
    void newFileIsPrivateAndNeverReplacesAnother() throws IOException {
        Path file = dir.resolve("secret");
        PrivateFiles.writeNew(file, "one".getBytes(StandardCharsets.UTF_8));

        assertThat(mode(file)).isEqualTo("rw-------");
        assertThatThrownBy(() -> PrivateFiles.writeNew(file, new byte[0]))
                .isInstanceOf(FileAlreadyExistsException.class);
        assertThatThrownBy(() -> PrivateFiles.createFolder(file)).isInstanceOf(FileAlreadyExistsException.class);
        assertThat(file).content().isEqualTo("one");
    }

    @Test
    void openedFileIsPrivateWhenItIsCreated() throws IOException {
        Path file = dir.resolve("journal");

        try (FileChannel channel =
                PrivateFiles.open(file, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE))) {
            assertThat(channel.isOpen()).isTrue();
        }
        assertThat(mode(file)).isEqualTo("rw-------");
    }

    @Test
    void closedFileHasPermissionsOfItsOwnerOnly() throws IOException {
        Path file = Files.writeString(dir.resolve("log"), "");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        assertThat(PrivateFiles.isClosed(file)).isFalse();

        PrivateFiles.close(file);

        assertThat(PrivateFiles.isClosed(file)).isTrue();
        assertThat(mode(file)).isEqualTo("rw-------");
    }
}
