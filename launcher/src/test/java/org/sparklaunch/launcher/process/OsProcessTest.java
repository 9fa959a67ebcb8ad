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
    void standardOutputAndErrorGoToTheLog() {
        ChildProcess child = start("echo $GREETING; echo there >&2");

        await().atMost(SOON).until(() -> child.exitCode().isPresent());
        assertThat(LogTail.of(dir.resolve("a.log"))).contains("a.log", "hello", "there");
    }

    @Test
    void exitCodeIsReturned() {
        ChildProcess child = start("exit 7");

        await().atMost(SOON).untilAsserted(() -> assertThat(child.exitCode()).isEqualTo(OptionalInt.of(7)));
    }

    @Test
    void childCanCleanUpBeforeItEnds() throws Exception {
        ChildProcess child = start("trap 'echo tidy; exit 0' TERM; echo up; while :; do sleep 0.05; done");
        await().atMost(SOON).until(() -> Files.readString(dir.resolve("a.log")).contains("up"));

        child.stop(SOON);

        assertThat(Files.readString(dir.resolve("a.log"))).contains("tidy");
    }

    @Test
    void childThatIgnoresTheSignalIsKilledAfterTheLimit() {
        ChildProcess child = start("trap '' TERM; echo up; while :; do sleep 0.05; done");
        await().atMost(SOON).until(() -> Files.readString(dir.resolve("a.log")).contains("up"));

        child.stop(Duration.ofMillis(200));

        assertThat(child.exitCode()).isPresent();
    }

    @Test
    void childOfAChildIsKilledWithTheTree() throws Exception {
        ChildProcess child = start("sleep 1000 & echo $! ; echo up; wait");
        await().atMost(SOON).until(() -> Files.readString(dir.resolve("a.log")).contains("up"));
        long grandchild =
                Long.parseLong(Files.readAllLines(dir.resolve("a.log")).get(0));

        child.stopTree(SOON);

        await().atMost(SOON)
                .until(() -> ProcessHandle.of(grandchild)
                        .filter(ProcessHandle::isAlive)
                        .isEmpty());
    }

    @Test
    void standardInputStaysOpenAndEmptyWhileTheParentLives() throws Exception {
        // The status of bash's read is above 128 after its time limit, and 1 at the end of the input.
        ChildProcess child = start("bash -c 'read -t 1 line; echo status $?'");

        await().atMost(SOON).until(() -> child.exitCode().isPresent());
        assertThat(Files.readString(dir.resolve("a.log"))).isEqualTo("status 142\n");
    }

    @Test
    void outputIsAppendedToTheLog() throws Exception {
        Files.writeString(dir.resolve("a.log"), "earlier\n");
        ChildProcess child = start("echo later");

        await().atMost(SOON).until(() -> child.exitCode().isPresent());
        assertThat(Files.readString(dir.resolve("a.log"))).isEqualTo("earlier\nlater\n");
    }

    @Test
    void programThatDoesNotExistEndsWithAnErrorInTheLog() throws Exception {
        ChildProcess child =
                OsProcess.start(new ProcessSpec(List.of("/no/such/program"), Map.of(), dir.resolve("a.log")));

        await().atMost(SOON).until(() -> child.exitCode().isPresent());
        assertThat(child.exitCode().getAsInt()).isNotZero();
        assertThat(Files.readString(dir.resolve("a.log"))).contains("/no/such/program");
    }
}
