package org.sparklaunch.livy.server.driver.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparklaunch.livy.server.driver.process.DriverFolder;

class LogWindowTest {
    @TempDir
    Path folder;

    private DriverFolder driver;
    private LogWindow window;

    @BeforeEach
    void makeFolder() throws IOException {
        driver = new DriverFolder(folder.resolve("sessions/0"));
        driver.create();
        window = new LogWindow(driver.stdout());
    }

    private static void print(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void showsTheLastLinesOfATrimmedFile() throws IOException {
        LogTrimmer logs = new LogTrimmer(List.of(folder.resolve("sessions"), folder.resolve("batches")), 10);
        try (OutputStream out =
                Files.newOutputStream(driver.stdout(), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            print(out, "first line\nsecond line\n");
            assertThat(window.lines()).containsExactly("first line", "second line");

            logs.cut();
            print(out, "third\n");

            assertThat(window.lines()).containsExactly("first line", "second line", "third");
            assertThat(driver.stdout()).hasContent("third\n");
            assertThat(driver.stdout().resolveSibling("stdout.log.1")).hasContent("first line\nsecond line\n");
        }
    }

    @Test
    void isTheSameListUntilALineIsAdded() throws IOException {
        assertThat(window.lines()).isEmpty();
        Files.writeString(driver.stdout(), "first\n");
        List<String> before = window.lines();

        assertThat(window.lines()).isSameAs(before).containsExactly("first");

        Files.writeString(driver.stdout(), "second\n", StandardOpenOption.APPEND);
        assertThat(window.lines()).containsExactly("first", "second");
        window.add("third");
        assertThat(window.lines()).containsExactly("first", "second", "third");
        assertThat(before).containsExactly("first");
    }

    @Test
    void logBeginsWithHeadersAndIsTheSameListUntilALineIsAdded() throws IOException {
        DriverLog log = new DriverLog(driver);
        assertThat(log.lines()).containsExactly("stdout: ", "\nstderr: ");
        Files.writeString(driver.stdout(), "printed\n");
        List<String> before = log.lines();

        assertThat(log.lines()).isSameAs(before).containsExactly("stdout: ", "printed", "\nstderr: ");

        log.note("said");
        assertThat(log.lines()).containsExactly("stdout: ", "printed", "\nstderr: ", "said");
    }

    @Test
    void smallFileIsNotTrimmed() throws IOException {
        Files.writeString(driver.stdout(), "short\n");

        new LogTrimmer(List.of(folder.resolve("sessions")), 10).cut();

        assertThat(driver.stdout()).hasContent("short\n");
        assertThat(driver.stdout().resolveSibling("stdout.log.1")).doesNotExist();
    }

    @Test
    void keepsAtMostItsLines() throws IOException {
        Files.writeString(driver.stdout(), "line\n".repeat(3 * LogWindow.LINES));

        assertThat(window.lines()).hasSize(LogWindow.LINES);
    }
}
