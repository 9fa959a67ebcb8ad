package org.sparklaunch.livy.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparklaunch.livy.server.ServerFixture.Answer;

class QueryApiTest {
    private static final String PATH = "/spark-launch/sessions/0/statements";

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
    void queryIsAStatementWithTaskCounts() {
        livy.idleSession("{\"kind\":\"sql\"}");

        Answer posted = livy.post(PATH, "{\"statements\":[\"select :a\"],\"row_limit\":5,\"params\":{\"a\":1}}");
        Answer done = livy.get(PATH + "/0?wait=10");

        assertThat(posted.status()).isEqualTo(201);
        assertThat(posted.body()).startsWith("{\"statement\":{\"id\":0,\"code\":\"{\\\"statements\\\"");
        assertThat(done.body())
                .contains("\"state\":\"available\"")
                .endsWith("\"counts\":{\"stages\":0,\"stagesDone\":0,\"tasks\":0,\"tasksDone\":0,\"rows\":0}}");
    }

    @Test
    void queryThatIsNotAnObjectIsRefused() {
        livy.idleSession("{\"kind\":\"sql\"}");

        assertThat(livy.post(PATH, "[1]").status()).isEqualTo(400);
    }

    @Test
    void unknownSessionIsNotFound() {
        assertThat(livy.post(PATH, "{}").status()).isEqualTo(404);
    }

    @Test
    void livysPathAcceptsNoQueries() {
        livy.idleSession("{\"kind\":\"sql\"}");

        assertThat(livy.post("/sessions/0/statements", "{\"code\":\"{}\",\"kind\":\"query\"}")
                        .status())
                .isEqualTo(500);
    }
}
