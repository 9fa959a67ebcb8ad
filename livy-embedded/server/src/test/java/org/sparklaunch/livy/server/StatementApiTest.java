package org.sparklaunch.livy.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.sparklaunch.livy.server.ServerFixture.json;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparklaunch.livy.server.ServerFixture.Answer;

class StatementApiTest {
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
    void statementPassesFromWaitingToAvailable() {
        livy.idleSession("{\"kind\":\"spark\"}");

        Answer posted = livy.post("/sessions/0/statements", "{\"code\":\"1+1\"}");
        Answer done = livy.get("/sessions/0/statements/0?wait=10");

        assertThat(posted.status()).isEqualTo(201);
        assertThat(posted.header("Location")).isEqualTo("/sessions/0/statements/0");
        assertThat(json(posted.body()))
                .isEqualTo(json("{\"id\":0,\"code\":\"1+1\",\"state\":\"waiting\",\"output\":null,"
                        + "\"progress\":0.0,\"started\":0,\"completed\":0}"));
        assertThat(json(done.body()))
                .isEqualTo(json("{\"id\":0,\"code\":\"1+1\",\"state\":\"available\",\"output\":{\"status\":\"ok\","
                        + "\"execution_count\":0,\"data\":{\"text/plain\":\"1+1\"}},"
                        + "\"progress\":1.0,\"started\":1000,\"completed\":2000}"));
    }

    @Test
    void failingStatementIsAvailableWithAnErrorOutput() {
        livy.idleSession("{\"kind\":\"spark\"}");

        assertThat(livy.run("/sessions/0", "fail").body())
                .contains("\"state\":\"available\"", "\"status\":\"error\"", "\"evalue\":\"it failed\"");
    }

    @Test
    void statementsRunInTheOrderOfTheirIds() {
        livy.idleSession("{\"kind\":\"sql\"}");
        IntStream.range(0, 10).forEach(i -> livy.post("/sessions/0/statements", "{\"code\":\"" + i + "\"}"));

        livy.get("/sessions/0/statements/9?wait=10");

        assertThat(livy.drivers.driver(0).ran())
                .containsExactlyElementsOf(IntStream.range(0, 10).boxed().toList());
    }

    @Test
    void startingSessionRefusesStatementsWithLivysText() {
        livy.drivers.startSlowly();
        livy.post("/sessions", "{\"kind\":\"sql\"}");

        Answer answer = livy.post("/sessions/0/statements", "{\"code\":\"1\"}");

        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.body()).isEqualTo("\"java.lang.IllegalStateException: Session is in state starting\"");
    }

    @Test
    void sharedSessionNeedsAKindPerStatement() {
        livy.idleSession("{}");

        assertThat(livy.post("/sessions/0/statements", "{\"code\":\"1\"}").status())
                .isEqualTo(500);
        assertThat(livy.post("/sessions/0/statements", "{\"code\":\"1\"}").body())
                .contains("Code type should be specified if session kind is shared");
        assertThat(livy.post("/sessions/0/statements", "{\"code\":\"1\",\"kind\":\"scala\"}")
                        .status())
                .isEqualTo(201);
    }

    @Test
    void runningStatementMakesTheSessionBusyUntilItIsCancelled() {
        livy.idleSession("{\"kind\":\"spark\"}");
        livy.post("/sessions/0/statements", "{\"code\":\"hold\"}");
        livy.awaitState("/sessions/0", "busy");

        Answer cancel = livy.post("/sessions/0/statements/0/cancel", "");

        assertThat(cancel.body()).isEqualTo("{\"msg\":\"canceled\"}");
        assertThat(livy.get("/sessions/0/statements/0?wait=10").body()).contains("\"state\":\"cancelled\"");
        livy.awaitState("/sessions/0", "idle");
    }

    @Test
    void cancellingAFinishedOrUnknownStatementSucceeds() {
        livy.idleSession("{\"kind\":\"spark\"}");
        livy.run("/sessions/0", "1");

        assertThat(livy.post("/sessions/0/statements/0/cancel", "{}").status()).isEqualTo(200);
        assertThat(livy.post("/sessions/0/statements/77/cancel", "").status()).isEqualTo(200);
    }

    @Test
    void unknownStatementIsABareString() {
        livy.idleSession("{\"kind\":\"spark\"}");

        Answer answer = livy.get("/sessions/0/statements/7");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.body()).isEqualTo("\"Statement not found\"");
    }

    @Test
    void listsCanBePagedAndReversed() {
        livy.idleSession("{\"kind\":\"sql\"}");
        List.of("a", "b", "c").forEach(code -> livy.run("/sessions/0", code));

        String body = livy.get("/sessions/0/statements?order=DESC&size=1").body();

        assertThat(body).startsWith("{\"total_statements\":3,\"statements\":[{\"id\":2,");
        assertThat(body).doesNotContain("\"id\":1,");
    }

    @Test
    void onlyTheLastHundredStatementsAreKept() {
        livy.idleSession("{\"kind\":\"sql\"}");
        IntStream.range(0, 101).forEach(i -> livy.run("/sessions/0", "x"));

        assertThat(livy.get("/sessions/0/statements/0").status()).isEqualTo(404);
        assertThat(livy.get("/sessions/0/statements").body()).startsWith("{\"total_statements\":100,");
    }

    @Test
    void statementWhoseDriverDiesEndsItsWait() {
        livy.idleSession("{\"kind\":\"sql\"}");
        livy.post("/sessions/0/statements", "{\"code\":\"hold\"}");
        await().until(() -> !livy.drivers.driver(0).ran().isEmpty());

        livy.drivers.driver(0).kill();
        livy.awaitState("/sessions/0", "dead");

        assertThat(livy.get("/sessions/0/statements/0?wait=10").status()).isEqualTo(400);
    }
}
