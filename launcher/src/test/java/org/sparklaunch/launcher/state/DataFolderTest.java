package org.sparklaunch.launcher.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
    private static final LaunchIdentity SELF = new LaunchIdentity(1, 2, "host", "/state", "/spark-launch/a", "zk:2181");

    @TempDir
    private Path dir;

    @Test
    void folderAndWhatIsInItAreForTheOwnerOnly() throws Exception {
        Path root = dir.resolve("share/spark-launch");
        Path catalog = DataFolder.open(root).folder("metastore");

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(root)))
                .isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(catalog)))
                .isEqualTo("rwx------");
    }

    @Test
    void existingFolderLosesThePermissionsOfOthers() throws Exception {
        Path root = Files.createDirectory(
                dir.resolve("data"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
        DataFolder.open(root).close();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(root)))
                .isEqualTo("rwx------");
    }

    @Test
    void oneLaunchAtATimeUsesTheCatalogAndIsNamed() {
        DataFolder first = DataFolder.open(dir.resolve("data"));
        DataFolder second = DataFolder.open(dir.resolve("data"));

        assertThat(first.tryLock(SELF)).isTrue();
        assertThat(second.tryLock(SELF)).isFalse();
        assertThat(second.holder()).contains(SELF);
        first.close();
        first.close();
        assertThat(second.tryLock(SELF)).isTrue();
        second.close();
    }
}
