package org.sparklaunch.livy.server.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalFormatTest {
    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void nameTheFile() {
        file = folder.resolve("journal-format");
    }

    @Test
    void folderWithoutAVersionIsClaimed() throws IOException {
        JournalFormat.claim(folder);

        assertThat(file).hasContent(Integer.toString(JournalFormat.VERSION));
    }

    @Test
    void folderOfTheSameVersionIsClaimedAgain() throws IOException {
        JournalFormat.claim(folder);

        JournalFormat.claim(folder);

        assertThat(file).hasContent(Integer.toString(JournalFormat.VERSION));
    }

    @Test
    void folderOfANewerVersionIsRefusedAndLeftAsItIs() throws IOException {
        Files.writeString(file, "99\n");

        assertThatThrownBy(() -> JournalFormat.claim(folder))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(folder.toString())
                .hasMessageContaining("format 99")
                .hasMessageContaining("another state folder");
        assertThat(file).hasContent("99");
    }

    @Test
    void unreadableVersionIsRefused() throws IOException {
        Files.writeString(file, "one");

        assertThatThrownBy(() -> JournalFormat.claim(folder)).hasMessageContaining("'one' is not a number");
    }
}
