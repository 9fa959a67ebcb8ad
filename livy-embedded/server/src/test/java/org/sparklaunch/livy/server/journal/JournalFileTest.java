package org.sparklaunch.livy.server.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalFileTest {
    @TempDir
    Path folder;

    record Line(String text) {}

    private JournalFile.Opened<Line> open() throws IOException {
        return JournalFile.open(folder.resolve("j"), Line.class);
    }

    @Test
    void entriesAreReadInOrder() throws IOException {
        try (JournalFile<Line> journal = open().journal()) {
            journal.append(new Line("a\nb"));
            journal.append(new Line("é"));
        }

        assertThat(open().entries()).containsExactly(new Line("a\nb"), new Line("é"));
    }

    @Test
    void tornLastLineIsCutOff() throws IOException {
        try (JournalFile<Line> journal = open().journal()) {
            journal.append(new Line("whole"));
        }
        Files.writeString(folder.resolve("j"), "{\"text\":\"to", StandardOpenOption.APPEND);

        try (JournalFile<Line> journal = open().journal()) {
            journal.append(new Line("next"));
        }

        assertThat(open().entries()).containsExactly(new Line("whole"), new Line("next"));
    }

    @Test
    void entryThatDoesNotFitLeavesNoHalfLine() throws Exception {
        List<Line> written = new ArrayList<>();
        try (JournalFile<Line> journal = open().journal()) {
            limitFiles("1000");
            try {
                assertThatThrownBy(() -> {
                            for (int i = 0; i < 100; i++) {
                                Line line = new Line("entry " + i);
                                journal.append(line);
                                written.add(line);
                            }
                        })
                        .isInstanceOf(UncheckedIOException.class);
            } finally {
                limitFiles("unlimited");
            }

            journal.append(new Line("after"));
        }

        written.add(new Line("after"));
        assertThat(open().entries()).hasSizeGreaterThan(10).containsExactlyElementsOf(written);
    }

    /** A write beyond the limit fails after its first part, as on a full disk. */
    private static void limitFiles(String bytes) throws IOException, InterruptedException {
        String pid = Long.toString(ProcessHandle.current().pid());
        Process limit = new ProcessBuilder("prlimit", "--pid", pid, "--fsize=" + bytes + ":")
                .inheritIO()
                .start();
        assertThat(limit.waitFor()).isZero();
    }

    @Test
    void brokenLineIsRefusedWithTheFile() throws IOException {
        Files.writeString(folder.resolve("j"), "nonsense\n{\"text\":\"a\"}\n");

        assertThatThrownBy(this::open).hasMessageContaining(folder.resolve("j").toString());
    }

    @Test
    void replacingKeepsTheJournalOpen() throws IOException {
        try (JournalFile<Line> journal = open().journal()) {
            journal.append(new Line("old"));
            journal.replace(List.of(new Line("new")));
            journal.append(new Line("more"));
        }

        assertThat(open().entries()).containsExactly(new Line("new"), new Line("more"));
    }

    @Test
    void unwantedEntriesAreRemoved() throws IOException {
        try (JournalFile<Line> journal = open().journal()) {
            journal.append(new Line("keep"));
            journal.append(new Line("drop"));
            journal.keepOnly(line -> line.text().equals("keep"));
            journal.append(new Line("more"));
        }

        assertThat(open().entries()).containsExactly(new Line("keep"), new Line("more"));
    }

    @Test
    void onlyItsOwnerCanReadIt() throws IOException {
        open().journal().close();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("j"))))
                .isEqualTo("rw-------");
    }
}
