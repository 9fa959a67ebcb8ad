package org.sparklaunch.livy.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sparklaunch.livy.server.ServerFixture.json;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparklaunch.livy.server.ServerFixture.Answer;
import org.sparklaunch.platform.file.FileTree;

class HttpSurfaceTest {
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
    void internalErrorNamesNeitherClassesNorPaths() throws IOException {
        // The folder of the next session cannot be created below a file.
        FileTree.delete(livy.stateDir.resolve("sessions"));
        Files.writeString(livy.stateDir.resolve("sessions"), "");

        Answer answer = livy.post("/sessions", "{}");

        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.body())
                .isEqualTo("\"internal error of the Livy server; its log has the details of POST /sessions\"");
        assertThat(answer.raw().headers().map().toString()).doesNotContain("Exception", livy.stateDir.toString());
    }

    @Test
    void everyAnswerHasLivysSecurityHeaders() {
        Answer answer = livy.get("/version");

        assertThat(answer.header("X-Frame-Options")).isEqualTo("SAMEORIGIN");
        assertThat(answer.header("X-XSS-Protection")).isEqualTo("1; mode=block");
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.header("Content-Security-Policy")).startsWith("default-src 'self'; script-src 'self'");
        assertThat(answer.header("Server")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "PUT, /sessions, 'POST, GET, HEAD'",
        "PATCH, /sessions, 'POST, GET, HEAD'",
        "OPTIONS, /sessions, 'POST, GET, HEAD'",
        "POST, /version, 'GET, HEAD'"
    })
    void wrongMethodGetsTheAllowedOnes(String method, String path, String allow) {
        Answer answer = livy.send(method, path, "");

        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.body()).isEmpty();
        assertThat(answer.header("Allow")).isEqualTo(allow);
    }

    @Test
    void headIsGetWithoutBody() {
        Answer answer = livy.send("HEAD", "/sessions", null);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
        assertThat(answer.header("Content-Type")).isEqualTo("application/json;charset=utf-8");
    }

    @Test
    void methodOverrideIsApplied() {
        livy.post("/sessions", "{}");

        assertThat(livy.post("/sessions/0", "", "X-HTTP-Method-Override", "DELETE")
                        .body())
                .isEqualTo("{\"msg\":\"deleted\"}");
    }

    @ParameterizedTest
    @CsvSource({
        "application/vnd.livy.v0.1+json, 200",
        "application/vnd.livy.v9.9+json, 406",
        "text/html, 200",
        "'*/*', 200"
    })
    void acceptHeaderNamesAVersionOrNothing(String accept, int status) {
        assertThat(livy.get("/sessions", "Accept", accept).status()).isEqualTo(status);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/nope", "//sessions", "/session/0"})
    void unknownPathIsAnEmptyPage(String path) {
        Answer answer = livy.get(path);

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.body()).isEmpty();
        assertThat(answer.header("Content-Type")).startsWith("text/html");
    }

    @Test
    void belowSessionsAnUnknownPathIsEmptyJson() {
        Answer answer = livy.get("/sessions/0/nope");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.header("Content-Type")).isEqualTo("application/json;charset=utf-8");
    }

    @ParameterizedTest
    @CsvSource({"/sessions?from=abc, abc", "/sessions?size=1.5, 1.5", "/sessions/99999999999, 99999999999"})
    void invalidNumberGetsJavasMessage(String path, String text) {
        Answer answer = livy.get(path);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).isEqualTo("{\"msg\":\"For input string: \\\"" + text + "\\\"\"}");
    }

    @Test
    void bodyIsReadBeforeTheSessionIsLookedUp() {
        assertThat(livy.post("/sessions/9/statements", "abcde").status()).isEqualTo(400);
    }

    @Test
    void sessionsAreCompressedOnRequestAndTheVersionNever() {
        assertThat(livy.get("/sessions", "Accept-Encoding", "gzip").header("Content-Encoding"))
                .isEqualTo("gzip");
        assertThat(livy.get("/version", "Accept-Encoding", "gzip").header("Content-Encoding"))
                .isEmpty();
    }

    @Test
    void logHasItsHeadersAndItsEndWithoutAStart() {
        livy.idleSession("{}");

        assertThat(json(livy.get("/sessions/0/log").body()))
                .isEqualTo(json("{\"id\":0,\"from\":0,\"total\":2,\"log\":[\"stdout: \",\"\\nstderr: \"]}"));
        assertThat(json(livy.get("/sessions/0/log?size=1").body()))
                .isEqualTo(json("{\"id\":0,\"from\":1,\"total\":2,\"log\":[\"\\nstderr: \"]}"));
        assertThat(json(livy.get("/sessions/0/log?from=9&size=-1").body()))
                .isEqualTo(json("{\"id\":0,\"from\":9,\"total\":2,\"log\":[]}"));
    }

    @Test
    void versionIsLivysLast() {
        assertThat(livy.get("/version").body()).contains("\"version\":\"0.9.0-incubating\"");
    }

    @Test
    void rootLinksToThePages() {
        Answer root = livy.get("/");

        assertThat(root.status()).isEqualTo(302);
        assertThat(root.header("Location")).startsWith("http://127.0.0.1:").endsWith("/ui");
        assertThat(livy.get("/ui").status()).isEqualTo(200);
    }

    @Test
    void healthAndMetricsAnswer() {
        assertThat(livy.get("/spark-launch/health").body()).startsWith("{\"status\":\"up\"");
        assertThat(livy.get("/metrics/ping").body()).isEqualTo("pong\n");
        assertThat(livy.get("/metrics/metrics").body()).startsWith("{\"version\":\"4.0.0\",\"gauges\":{");
    }
}
