package org.sparklaunch.livy.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.sparklaunch.livy.server.ServerFixture.Answer;

/**
 * The checklist of what clients of Livy rely on, lines about HTTP itself: one test per line, with the line's number in
 * front of its name. Sessions and batches are beside it; lines that need a real Spark are in {@code LivyChecklistIT},
 * those that need a real client in {@code ClientsIT}.
 */
class LivyChecklistHttpTest {
    private static final String PICKY = "{\"kind\":\"sql\",\"name\":\"nb\"}";

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
    void line01EmptyListsAreByteIdentical() {
        assertThat(List.of("/sessions", "/sessions/", "/batches"))
                .allSatisfy(path ->
                        assertThat(livy.get(path).body()).isEqualTo("{\"from\":0,\"total\":0,\"sessions\":[]}"));
    }

    @Test
    void line05EveryContentTypeIsReadAsJson() {
        livy.idleSession(PICKY);

        assertThat(List.of(
                        "application/json",
                        "application/json; charset=utf-8",
                        "text/plain; charset=ISO-8859-1",
                        "application/x-www-form-urlencoded"))
                .allSatisfy(
                        type -> assertThat(livy.post("/sessions/0/statements", "{\"code\":\"1\"}", "Content-Type", type)
                                        .status())
                                .isEqualTo(201));
    }

    @Test
    void line06ContentEncodingUtf8IsIgnoredAndAnswersAreCompressedExceptTheVersion() {
        assertThat(livy.post("/sessions", "{}", "Content-Encoding", "UTF-8").status())
                .isEqualTo(201);
        assertThat(livy.get("/sessions", "Accept-Encoding", "gzip").header("Content-Encoding"))
                .isEqualTo("gzip");
        assertThat(livy.get("/version", "Accept-Encoding", "gzip").header("Content-Encoding"))
                .isEmpty();
    }

    @Test
    void line07TheAcceptHeaderNamesLivysVersionOrNothing() {
        assertThat(livy.get("/batches", "Accept", "application/vnd.livy.v0.1+json")
                        .status())
                .isEqualTo(200);
        assertThat(livy.get("/batches", "Accept", "application/vnd.livy.v9.9+json")
                        .body())
                .isEqualTo("{\"msg\":\"No value found for '9.9'\"}");
        assertThat(livy.get("/batches", "Accept", "text/html").header("Content-Type"))
                .isEqualTo("application/json;charset=utf-8");
    }

    @Test
    void line08NotFoundHasLivysShapes() {
        livy.idleSession(PICKY);

        assertThat(livy.get("/sessions/5").body()).isEqualTo("{\"msg\":\"Session '5' not found.\"}");
        assertThat(livy.get("/sessions/who").body()).isEqualTo("{\"msg\":\"Session 'who' not found.\"}");
        assertThat(livy.get("/batches/5").body()).isEqualTo("{\"msg\":\"Session '5' not found.\"}");
        assertThat(livy.get("/sessions/0/statements/9").body()).isEqualTo("\"Statement not found\"");
        assertThat(livy.get("/session/0").body()).isEmpty();
    }

    @Test
    void line09WrongMethodGetsTheAllowedOnes() {
        assertThat(List.of("PUT", "PATCH", "OPTIONS")).allSatisfy(method -> {
            Answer answer = livy.send(method, "/batches", "");
            assertThat(answer.status()).isEqualTo(405);
            assertThat(answer.header("Allow")).isEqualTo("POST, GET, HEAD");
        });
    }

    @ParameterizedTest
    @CsvFileSource(resources = "error-bodies.csv", delimiter = '|', quoteCharacter = '`', numLinesToSkip = 1)
    void line10EveryErrorHasLivysStatusShapeAndMessage(String request, String body, int status, String answer) {
        livy.idleSession("{\"name\":\"nb1\"}");
        livy.idleSession("{\"kind\":\"sql\"}");
        livy.post("/sessions/1/stop", "");
        String[] line = request.split(" ", 2);

        Answer error = livy.send(line[0], line[1], body);

        assertThat(error.status()).as(error.body()).isEqualTo(status);
        assertThat(error.body()).matches(Pattern.quote(answer).replace("...", "\\E.*\\Q"));
    }

    @Test
    void line10TheLimitOfCreationsIsABadRequestToo() {
        IntStream.range(0, ServerFixture.MAX_SESSIONS).forEach(i -> livy.post("/sessions", "{}"));

        Answer error = livy.post("/sessions", "{}");

        assertThat(error.status()).isEqualTo(400);
        assertThat(error.body()).isEqualTo("{\"msg\":\"Rejected, too many sessions are being created!\"}");
    }

    @Test
    void line36ServerShowsItsVersionAndMetrics() {
        assertThat(livy.get("/version").body()).containsPattern("\"version\":\"0\\.9\\.0\\S*\"");
        assertThat(livy.get("/").status()).isEqualTo(302);
        assertThat(livy.get("/ui").status()).isEqualTo(200);
        assertThat(livy.get("/metrics/ping").body()).startsWith("pong");
    }
}
