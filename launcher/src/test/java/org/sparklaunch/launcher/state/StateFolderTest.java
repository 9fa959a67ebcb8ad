package org.sparklaunch.launcher.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateFolderTest {
    @TempDir
    private Path dir;

    private StateFolder state;

    @BeforeEach
    void open() {
        state = StateFolder.open(dir.resolve("state"));
    }

    private static String mode(Path file) throws Exception {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    @Test
    void folderIsPrivate() throws Exception {
        assertThat(mode(dir.resolve("state"))).isEqualTo("rwx------");
    }

    @Test
    void folderOfAnotherAccountIsRefused() throws Exception {
        assumeThat(System.getProperty("user.name")).isEqualTo("root"); // Only root can give a folder away.
        Path foreign = Files.createDirectory(dir.resolve("foreign"));
        Files.setAttribute(foreign, "unix:uid", 65534);

        assertThatThrownBy(() -> StateFolder.open(foreign))
                .hasMessageContaining("the state folder " + foreign + " belongs to ")
                .hasMessageContaining("--state-dir");
    }

    @Test
    void serviceKeyIsGeneratedOnceInAPrivateFile() throws Exception {
        String first = Files.readString(state.serviceKey());

        assertThat(Files.readString(state.serviceKey())).isEqualTo(first).matches("[0-9a-f]{64}\n");
        assertThat(mode(state.serviceKey())).isEqualTo("rw-------");
    }

    @Test
    void folderIsLockedByOneLaunch() {
        state.tryLock();

        assertThat(StateFolder.open(dir.resolve("state")).tryLock()).isFalse();
    }

    @Test
    void unlockedFolderCanBeLockedAgain() {
        state.tryLock();
        state.close();

        StateFolder next = StateFolder.open(dir.resolve("state"));

        assertThat(next.tryLock()).isTrue();
        next.close();
    }

    @Test
    void identityIsReadAsItWasWritten() {
        LaunchIdentity self = LaunchIdentity.ofThisProcess(state, "/a/b", "127.0.0.1:1");
        state.write(LaunchIdentity.FILE, self.toJson());

        assertThat(LaunchIdentity.read(state)).contains(self);
        assertThat(self.process()).contains(ProcessHandle.current());
    }

    @Test
    void laterProcessWithTheSameIdIsNotTheLaunch() {
        LaunchIdentity self = LaunchIdentity.ofThisProcess(state, "/a/b", "127.0.0.1:1");

        LaunchIdentity earlier =
                new LaunchIdentity(self.pid(), self.started() - 60_000, self.host(), "/s", "/a/b", "127.0.0.1:1");

        assertThat(earlier.process()).isEmpty();
    }

    @Test
    void linkOfAnotherAccountIsRefused() throws Exception {
        assumeThat(System.getProperty("user.name")).isEqualTo("root");
        Path own = Files.createDirectory(dir.resolve("own"));
        Path link = Files.createSymbolicLink(dir.resolve("link"), own);
        Process chown = new ProcessBuilder("chown", "-h", "65534", link.toString()).start();
        assertThat(chown.waitFor()).isZero();

        assertThatThrownBy(() -> StateFolder.open(link))
                .hasMessageContaining("the state folder " + link + " belongs to ");
    }

    @Test
    void linkIsFollowedOnce() throws Exception {
        Path first = Files.createDirectory(dir.resolve("first"));
        Path link = Files.createSymbolicLink(dir.resolve("link"), first);
        StateFolder opened = StateFolder.open(link);

        Files.delete(link);
        Files.createSymbolicLink(link, Files.createDirectory(dir.resolve("second")));
        opened.write("x", "y");

        assertThat(first.resolve("x")).hasContent("y");
    }
}
