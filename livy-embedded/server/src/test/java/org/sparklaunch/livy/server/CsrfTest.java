package org.sparklaunch.livy.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparklaunch.livy.server.ServerFixture.Answer;

/** Line 30 of the checklist: Livy's protection against requests that a foreign page makes a browser send. */
class CsrfTest {
    private static final String HEADER = "X-Requested-By";

    @TempDir
    Path folder;

    private ServerFixture livy;

    @BeforeEach
    void start() throws IOException {
        Files.createFile(folder.resolve("csrf"));
        livy = new ServerFixture(folder);
    }

    @AfterEach
    void stop() throws IOException {
        livy.close();
    }

    @Test
    void postWithoutTheHeaderIsRefusedWithLivysMessage() {
        Answer answer = livy.post("/sessions", "{}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.header("Content-Type")).startsWith("text/html");
        assertThat(answer.body()).contains("Missing Required Header for CSRF protection.");
    }

    @Test
    void emptyHeaderIsEnough() {
        assertThat(livy.post("/sessions", "{}", HEADER, "").status()).isEqualTo(201);
    }

    @Test
    void deletionWithoutTheHeaderIsRefusedWithoutAMessage() {
        livy.post("/sessions", "{}", HEADER, "test");

        Answer answer = livy.delete("/sessions/0");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).isEmpty();
        assertThat(livy.get("/sessions/0").status()).isEqualTo(200);
    }

    @Test
    void readsNeedNoHeader() {
        assertThat(livy.get("/sessions").status()).isEqualTo(200);
        assertThat(livy.send("HEAD", "/sessions", null).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "DELETE", "options"})
    void overriddenMethodIsChecked(String override) {
        livy.post("/sessions", "{}", HEADER, "test");

        Answer answer = livy.post("/sessions/0", "", "X-HTTP-Method-Override", override);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(livy.get("/sessions/0").status()).isEqualTo(200);
    }
}
