package org.sparklaunch.launcher.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogTailTest {
    @TempDir
    private Path dir;

    @Test
    void lastTwelveLinesAreQuotedWithThePath() throws Exception {
        String lines = IntStream.rangeClosed(1, 30).mapToObj(i -> "line " + i).collect(Collectors.joining("\n"));
        Path log = Files.writeString(dir.resolve("a.log"), lines + "\n\n");

        assertThat(LogTail.of(log).lines())
                .hasSize(13)
                .startsWith("its log " + log + " ends with:", "  line 19")
                .endsWith("  line 30");
    }

    @Test
    void onlyTheEndOfALongLineIsQuoted() throws Exception {
        Path log = Files.writeString(dir.resolve("a.log"), "x".repeat(100_000) + "end");

        assertThat(LogTail.of(log)).hasSizeLessThan(9000).endsWith("xend");
    }

    @Test
    void emptyAndMissingLogsAreNamedAsSuch() throws Exception {
        Path empty = Files.createFile(dir.resolve("empty.log"));

        assertThat(LogTail.of(empty)).isEqualTo("its log " + empty + " is empty");
        assertThat(LogTail.of(dir.resolve("none.log"))).startsWith("cannot read its log " + dir.resolve("none.log"));
    }
}
