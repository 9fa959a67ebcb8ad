package org.sparklaunch.livy.server.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
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

    /** A journal whose lines are not recorded could change them without a new version. */
    @Test
    void everyJournalHasRecordedLines() throws IOException {
        Pattern opened = Pattern.compile("JournalFile\\.open\\([^;]*?(\\w+)\\.class\\)");
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
            List<String> types = sources.filter(source -> source.toString().endsWith(".java"))
                    .flatMap(source -> opened.matcher(read(source)).results())
                    .map(found -> found.group(1))
                    .distinct()
                    .toList();

            assertThat(types)
                    .hasSizeGreaterThan(1)
                    .allSatisfy(type -> assertThat(Path.of(
                                    "src/test/resources/journal/version-" + JournalFormat.VERSION, type + ".jsonl"))
                            .exists());
        }
    }

    private static String read(Path source) {
        try {
            return Files.readString(source);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
