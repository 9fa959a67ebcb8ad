package org.sparklaunch.livy.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparklaunch.livy.server.ServerFixture.Answer;

/** What operators and proxies look at. */
class OperationTest {
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
    void showsItsThreads() {
        assertThat(livy.get("/metrics/threads").body()).contains("session-reaper", "batch-reaper");
    }

    @Test
    void hasNoHealthChecksUnderLivysPath() {
        assertThat(livy.get("/metrics/healthcheck"))
                .extracting(Answer::status, Answer::body)
                .containsExactly(501, "{}");
    }

    @Test
    void countsSessionsForPrometheus() {
        livy.idleSession("{\"kind\":\"sql\"}");

        Answer answer = livy.get("/spark-launch/metrics");

        assertThat(answer.header("Content-Type")).startsWith("text/plain; version=0.0.4");
        assertThat(answer.body())
                .contains("# TYPE livy_sessions gauge\nlivy_sessions{state=\"idle\"} 1.0\n")
                .contains("livy_sessions_started_total{driver=\"cold\"} 1.0\n")
                .contains("livy_actions_total{action=\"create_session\",verdict=\"allowed\"} 1.0\n")
                .contains("livy_action_seconds_count{action=\"create_session\"} 1\n");
    }

    @Test
    void countsStatementsByTheirEnd() {
        livy.idleSession("{\"kind\":\"sql\"}");

        livy.run("/sessions/0", "canary-code");

        assertThat(livy.get("/spark-launch/metrics").body())
                .contains("livy_actions_total{action=\"end_statement\",verdict=\"allowed\"} 1.0\n")
                .doesNotContain("canary");
    }

    @Test
    void requestsThatClientsInventAddNoLabels() {
        String before = livy.get("/spark-launch/metrics").body();

        for (int i = 0; i < 50; i++) {
            livy.post("/invented_" + i, "{}");
            livy.delete("/sessions/invented_" + i);
        }

        assertThat(livy.get("/spark-launch/metrics").body().lines().count())
                .isLessThan(before.lines().count() + 40);
        assertThat(livy.get("/spark-launch/metrics").body()).doesNotContain("invented");
    }

    @Test
    void sessionPageEscapesTheName() {
        livy.post("/sessions", "{\"name\":\"<script>alert(1)</script>\"}");

        Answer page = livy.get("/ui/session/0");

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("Content-Type")).startsWith("text/html");
        assertThat(page.body()).contains("&lt;script&gt;").doesNotContain("<script>");
        assertThat(livy.get("/ui/session/0/log").body()).contains("stdout: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/ui/nothing", "/ui/session/0/nothing"})
    void unknownPageIsAnHtmlPage(String path) {
        assertThat(livy.get(path))
                .satisfies(page -> assertThat(page.status()).isEqualTo(200))
                .satisfies(page -> assertThat(page.body()).contains("404"));
    }

    @Test
    void hasNoStaticFiles() {
        assertThat(livy.get("/static/livy.js").status()).isEqualTo(404);
    }

    /** Line 40: behind a proxy that checks a password, removes a prefix and passes the header on. */
    @Test
    void pagesUseRelativeLinksAndIgnoreAProxysPassword() {
        Answer created = livy.post("/sessions", "{}", "Authorization", "Basic YWxpY2U6c2VjcmV0");

        assertThat(created.status()).isEqualTo(201);
        assertThat(created.header("Location")).isEqualTo("/sessions/0");
    }

    /** Line 31, for a server that impersonates nobody. */
    @Test
    void doAsIsIgnoredWithoutImpersonation() {
        Answer created = livy.post("/sessions?doAs=bob", "{\"proxyUser\":\"carol\"}");

        assertThat(created.status()).isEqualTo(201);
        assertThat(created.body()).contains("\"owner\":null,\"proxyUser\":null");
    }
}
