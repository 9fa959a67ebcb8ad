package org.sparklaunch.platform.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparklaunch.platform.process.DaemonThreads;

class FileTreeTest {
    @TempDir
    private Path dir;

    private Path tree(int files) throws IOException {
        Path root = Files.createDirectories(dir.resolve("root/a/b")).getParent().getParent();
        for (int i = 0; i < files; i++) {
            Files.writeString(root.resolve("a/b/" + i), "x");
        }
        return root;
    }

    @Test
    void folderIsDeletedWithEverythingInIt() throws IOException {
        Path root = tree(3);

        FileTree.delete(root);

        assertThat(root).doesNotExist();
    }

    @Test
    void absentFolderDoesNotFail() {
        assertThatCode(() -> FileTree.delete(dir.resolve("none"))).doesNotThrowAnyException();
    }

    @Test
    void symbolicLinkIsDeletedAndItsTargetStays() throws IOException {
        Path target =
                Files.writeString(Files.createDirectory(dir.resolve("target")).resolve("kept"), "x");
        Path root = tree(1);
        Files.createSymbolicLink(root.resolve("link"), target.getParent());

        FileTree.delete(root);

        assertThat(root).doesNotExist();
        assertThat(target).exists();
    }

    @Test
    void filesThatVanishDuringTheDeletionDoNotFail() throws Exception {
        Path root = tree(2000);
        AtomicBoolean failed = new AtomicBoolean();
        Thread other = DaemonThreads.start("other-deletion", () -> {
            try {
                FileTree.delete(root);
            } catch (IOException e) {
                failed.set(true);
            }
        });

        FileTree.delete(root);
        other.join();

        assertThat(failed).isFalse();
        assertThat(root).doesNotExist();
    }
}
