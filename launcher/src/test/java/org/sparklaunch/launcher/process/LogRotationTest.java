package org.sparklaunch.launcher.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogRotationTest {
    @TempDir
    private Path dir;

    private final String tenBytes = "123456789\n";

    private LogRotation rotation() {
        return new LogRotation(dir, 10, 2);
    }

    @Test
    void smallLogStays() throws Exception {
        Path log = Files.writeString(dir.resolve("livy.log"), "short");

        rotation().check();

        assertThat(log).hasContent("short");
        assertThat(dir.resolve("livy.log.1")).doesNotExist();
    }

    @Test
    void appendingWriterContinuesInTheTruncatedLog() throws Exception {
        Path log = dir.resolve("livy.log");
        try (OutputStream child = Files.newOutputStream(log, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            child.write(tenBytes.getBytes(StandardCharsets.UTF_8));
            rotation().check();

            child.write("new".getBytes(StandardCharsets.UTF_8));
        }

        assertThat(log).hasContent("new");
        assertThat(dir.resolve("livy.log.1")).content().isEqualTo(tenBytes);
    }

    @Test
    void onlyLogsAreRotated() throws Exception {
        Path other = Files.writeString(dir.resolve("launch.out"), tenBytes + tenBytes);
        Files.createDirectory(dir.resolve("folder.log"));

        rotation().check();

        assertThat(other).hasContent(tenBytes + tenBytes);
        assertThat(dir.resolve("launch.out.1")).doesNotExist();
    }

    @Test
    void absentFolderDoesNotFail() {
        new LogRotation(dir.resolve("none"), 10, 2).check();

        assertThat(dir.resolve("none")).doesNotExist();
    }

    @Test
    void onlyTheNewestLogsAreKept() throws Exception {
        for (int i = 0; i < 5; i++) {
            Files.writeString(dir.resolve("livy.log"), tenBytes + i);
            rotation().check();
        }

        try (Stream<Path> files = Files.list(dir)) {
            assertThat(files.map(f -> f.getFileName().toString()))
                    .containsExactlyInAnyOrder("livy.log", "livy.log.1", "livy.log.2");
        }
        assertThat(dir.resolve("livy.log.1")).content().endsWith("4");
    }
}
