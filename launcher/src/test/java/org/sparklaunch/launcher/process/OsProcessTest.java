package org.sparklaunch.launcher.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OsProcessTest {
    private static final Duration SOON = Duration.ofSeconds(10);

    @TempDir
    private Path dir;

    private ChildProcess start(String script) {
        return OsProcess.start(
                new ProcessSpec(List.of("sh", "-c", script), Map.of("GREETING", "hello"), dir.resolve("a.log")));
    }

    @Test
    void bothOutputsGoToTheLog() {
        ChildProcess child = start("echo $GREETING; echo there >&2");

        await().atMost(SOON).until(() -> child.exitCode().isPresent());
        assertThat(LogTail.of(dir.resolve("a.log"))).contains("a.log", "hello", "there");
    }

    @Test
    void theExitCodeIsKnown() {
        ChildProcess child = start("exit 7");

        await().atMost(SOON).untilAsserted(() -> assertThat(child.exitCode()).isEqualTo(OptionalInt.of(7)));
    }

    @Test
    void aChildMayTidyUpBeforeItEnds() throws Exception {
        ChildProcess child = start("trap 'echo tidy; exit 0' TERM; echo up; while :; do sleep 0.05; done");
        await().atMost(SOON).until(() -> Files.readString(dir.resolve("a.log")).contains("up"));

        child.stop(SOON);

        assertThat(Files.readString(dir.resolve("a.log"))).contains("tidy");
    }

    @Test
    void aChildThatDoesNotListenIsKilledAfterTheLimit() {
        ChildProcess child = start("trap '' TERM; echo up; while :; do sleep 0.05; done");
        await().atMost(SOON).until(() -> Files.readString(dir.resolve("a.log")).contains("up"));

        child.stop(Duration.ofMillis(200));

        assertThat(child.exitCode()).isPresent();
    }

    @Test
    void aLogThatSaysNothingIsToldAsSuch() throws Exception {
        Files.createFile(dir.resolve("empty.log"));

        assertThat(LogTail.of(dir.resolve("empty.log"))).contains("wrote nothing", "empty.log");
    }
}
