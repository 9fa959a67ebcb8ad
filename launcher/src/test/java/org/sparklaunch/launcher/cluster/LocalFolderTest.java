package org.sparklaunch.launcher.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparklaunch.launcher.state.StateFolder;

class LocalFolderTest {
    private static final int OTHER = 65_534;

    @TempDir
    private Path dir;

    private StateFolder state;

    @BeforeEach
    void open() {
        state = StateFolder.open(dir.resolve("state"));
    }

    private static void giveAway(Path file) throws Exception {
        assumeThat(System.getProperty("user.name")).isEqualTo("root"); // Only root can give a file away.
        Process chown = new ProcessBuilder("chown", "-h", Integer.toString(OTHER), file.toString()).start();
        assertThat(chown.waitFor()).isZero();
    }

    @Test
    void newFolderIsClosedToOtherAccounts() throws Exception {
        Path created = Path.of(LocalFolder.open(dir.resolve("deep/local"), state));

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(created)))
                .isEqualTo("rwx------");
    }

    @Test
    void folderOfAnotherAccountIsRefused() throws Exception {
        Path foreign = Files.createDirectory(dir.resolve("foreign"));
        giveAway(foreign);

        assertThatThrownBy(() -> LocalFolder.open(foreign, state))
                .hasMessageContaining("the local folder " + foreign + " belongs to ")
                .hasMessageContaining("--local-dir");
    }

    @Test
    void linkOfAnotherAccountIsRefusedAlsoIfItLeadsToAnOwnFolder() throws Exception {
        Path own = Files.createDirectory(dir.resolve("own"));
        Path link = Files.createSymbolicLink(dir.resolve("link"), own);
        giveAway(link);

        assertThatThrownBy(() -> LocalFolder.open(link, state))
                .hasMessageContaining("the local folder " + link + " belongs to ");
    }

    @Test
    void ownLinkToAFolderOfAnotherAccountIsRefused() throws Exception {
        Path foreign = Files.createDirectory(dir.resolve("foreign"));
        giveAway(foreign);
        Path link = Files.createSymbolicLink(dir.resolve("link"), foreign);

        assertThatThrownBy(() -> LocalFolder.open(link, state))
                .hasMessageContaining("the local folder " + link + " belongs to ");
    }

    @Test
    void ownLinkIsFollowedOnce() throws Exception {
        Path own = Files.createDirectory(dir.resolve("own"));
        Path link = Files.createSymbolicLink(dir.resolve("link"), own);

        assertThat(LocalFolder.open(link, state)).isEqualTo(own.toRealPath().toString());
    }

    @Test
    void whatAKilledLaunchLeftInTheStateFolderIsRemoved() throws Exception {
        Path local = Files.createDirectories(dir.resolve("state/local"));
        Files.writeString(local.resolve("block"), "x");

        assertThat(Path.of(LocalFolder.open(local, state))).isEmptyDirectory();
    }
}
