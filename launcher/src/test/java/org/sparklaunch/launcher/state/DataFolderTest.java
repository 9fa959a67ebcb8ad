package org.sparklaunch.launcher.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Assumptions;
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
    void folderOfAnotherAccountIsRefused() throws Exception {
        Path foreign = Files.createDirectory(dir.resolve("foreign"));
        giveAway(foreign);

        assertThatThrownBy(() -> DataFolder.open(foreign))
                .hasMessageContaining("the data folder " + foreign + " belongs to ")
                .hasMessageContaining("choose another --data-dir");
    }

    @Test
    void linkOfAnotherAccountIsRefusedAlsoIfItLeadsToAnOwnFolder() throws Exception {
        Path own = Files.createDirectory(dir.resolve("own"));
        Path link = Files.createSymbolicLink(dir.resolve("link"), own);
        giveAway(link);

        assertThatThrownBy(() -> DataFolder.open(link))
                .hasMessageContaining("the data folder " + link + " belongs to ");
    }

    /** Gives a folder or link to nobody. */
    private static void giveAway(Path place) throws Exception {
        Assumptions.assumeTrue(
                Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0), "only root can give files away");
        assertThat(new ProcessBuilder("chown", "-h", "65534", place.toString())
                        .start()
                        .waitFor())
                .isZero();
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
