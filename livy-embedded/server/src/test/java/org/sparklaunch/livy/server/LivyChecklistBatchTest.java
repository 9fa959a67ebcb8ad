package org.sparklaunch.livy.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.sparklaunch.livy.server.ServerFixture.json;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The lines of the checklist about batches, their logs and files. */
class LivyChecklistBatchTest {
    @TempDir
    Path folder;

    private ServerFixture livy;

    @BeforeEach
    void start() {
        livy = new ServerFixture(folder);
    }

    @AfterEach
    void stop() throws IOException {
        livy.close();
    }

    @Test
    void line11LogsAreCutFromTheEndWithoutAStart() {
        livy.submit("seq 1 5; exit 0");
        livy.awaitState("/batches/0", "success");

        assertThat(json(livy.get("/batches/0/log?from=1&size=2").body()))
                .isEqualTo(json("{\"id\":0,\"from\":1,\"total\":8,\"log\":[\"1\",\"2\"]}"));
        assertThat(livy.get("/batches/0/log?from=9&size=-1").body()).endsWith("\"log\":[]}");
        assertThat(livy.get("/batches/0/log?size=x").status()).isEqualTo(400);
    }

    @Test
    void line26ExitCodeDecidesTheStateOfABatch() {
        livy.submit("exit 0");
        livy.submit("exit 2");
        livy.awaitState("/batches/0", "success");
        livy.awaitState("/batches/1", "dead");

        livy.clock.turn(Duration.ofMinutes(11));

        await().until(() -> livy.get("/batches").body().contains("\"total\":0"));
    }

    @Test
    void line27RejectedBatchLeavesNoEntry() {
        livy.post("/batches", "{\"name\":\"b\"}");

        assertThat(livy.get("/batches").body()).contains("\"total\":0");
        assertThat(livy.submit("exit 0", ",\"name\":\"b\"").status()).isEqualTo(201);
    }

    @Test
    void line35LocalFilesOutsideTheAllowedFoldersAreRefused() throws IOException {
        Path sibling = Files.createDirectories(folder.resolve("allowed-not")).resolve("x.py");
        Files.writeString(sibling, "");
        Path link = Files.createSymbolicLink(
                Files.createDirectories(folder.resolve("allowed")).resolve("link.py"), sibling);
        List<String> outside = List.of(
                sibling.toString(), link.toString(), folder + "/allowed/../allowed-not/x.py", "file:" + sibling);

        assertThat(outside).allSatisfy(path -> {
            assertThat(livy.post("/batches", "{\"file\":\"" + path + "\"}").body())
                    .contains("cannot be added");
            assertThat(livy.post("/sessions", "{\"conf\":{\"spark.archives\":\"" + path + "\"}}")
                            .body())
                    .contains("cannot be added");
        });
    }

    @Test
    void line37ALogIsAWindowOfTwoHundredLines() {
        livy.submit("seq 1 300; exit 0");
        livy.awaitState("/batches/0", "success");

        assertThat(livy.get("/batches/0/log?size=-1").body())
                .startsWith("{\"id\":0,\"from\":0,\"total\":203,\"log\":[\"stdout: \",\"101\",");
    }

    @Test
    void line37OffsetsStayBelowTheWindowsEnd() {
        livy.submit("seq 1 150; sleep 0.5; seq 151 190; exit 0");
        await().until(() -> livy.get("/batches/0/log?size=-1").body().contains("\"150\""));
        String before = livy.get("/batches/0/log?from=10&size=5").body();
        livy.awaitState("/batches/0", "success");

        String after = livy.get("/batches/0/log?from=10&size=5").body();

        assertThat(lines(after)).isEqualTo(lines(before)).contains("[\"10\",\"11\"");
    }

    private static String lines(String page) {
        return page.substring(page.indexOf("\"log\""));
    }
}
