package org.sparklaunch.livy.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparklaunch.livy.server.ServerFixture.Answer;

/** What sessions may take of memory and disk. */
class BoundsTest {
    private static final String LARGE = "x".repeat(100_000);

    @TempDir
    Path folder;

    private ServerFixture livy;

    @BeforeEach
    void start() {
        livy = new ServerFixture(folder);
        livy.idleSession("{\"kind\":\"sql\"}");
    }

    @AfterEach
    void stop() throws IOException {
        livy.close();
    }

    @Test
    void largeOutputIsReadFromItsFile() throws IOException {
        assertThat(livy.run("/sessions/0", LARGE).body()).contains(LARGE);

        assertThat(outputs())
                .hasSize(1)
                .allSatisfy(file -> assertThat(file).content().contains(LARGE));
    }

    @Test
    void manyLargeOutputsAreListedOneAfterTheOther() {
        for (int i = 0; i < 5; i++) {
            livy.run("/sessions/0", i + LARGE);
        }

        Answer listed = livy.get("/sessions/0/statements");

        assertThat(listed.body())
                .startsWith("{\"total_statements\":5,\"statements\":[{\"id\":0,")
                .endsWith("}]}");
        assertThat(listed.body()).contains("0" + LARGE, "4" + LARGE);
        assertThat(listed.header("Content-Length")).isEmpty();
    }

    @Test
    void missingOutputFileIsNull() throws IOException {
        livy.run("/sessions/0", LARGE);
        for (Path file : outputs()) {
            Files.delete(file);
        }

        assertThat(livy.get("/sessions/0/statements").body()).contains("\"output\":null");
    }

    @Test
    void smallOutputHasNoFile() throws IOException {
        livy.run("/sessions/0", "1");

        assertThat(outputs()).isEmpty();
    }

    @Test
    void largeOutputSurvivesARestart() throws IOException {
        livy.run("/sessions/0", LARGE);

        livy.crashAndRestart();

        assertThat(livy.get("/sessions/0/statements/0").body()).contains("\"status\":\"ok\"", LARGE);
    }

    @Test
    void largeResultOfAJobIsReadFromItsFile() throws IOException {
        livy.post("/sessions/0/submit-job", "{\"job\":\"" + LARGE + "\"}");

        await().until(() -> livy.get("/sessions/0/jobs/1").body().contains("SUCCEEDED"));
        assertThat(livy.get("/sessions/0/jobs/1").body()).contains(LARGE);
        assertThat(outputs()).hasSize(1);
    }

    @Test
    void filesAreRemovedWithTheirStatements() throws IOException {
        livy.run("/sessions/0", LARGE);

        runSmallOnes(110);

        assertThat(outputs()).isEmpty();
    }

    @Test
    void journalIsCompactedWithForgottenStatements() throws IOException {
        runSmallOnes(700);

        try (Stream<String> lines = Files.lines(livy.stateDir.resolve("journal/session-0.jsonl"))) {
            assertThat(lines.count()).isLessThan(1000);
        }
        livy.crashAndRestart();
        livy.awaitState("/sessions/0", "idle");
        assertThat(livy.get("/sessions/0/statements?size=1").body()).startsWith("{\"total_statements\":100");
        assertThat(livy.run("/sessions/0", "1").body()).startsWith("{\"id\":700,");
    }

    private void runSmallOnes(int count) {
        for (int i = 0; i < count; i++) {
            livy.run("/sessions/0", "1");
        }
    }

    private List<Path> outputs() throws IOException {
        Path outputs = livy.drivers.driver(0).spec().folder().outputs();
        if (!Files.exists(outputs)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(outputs)) {
            return files.toList();
        }
    }
}
