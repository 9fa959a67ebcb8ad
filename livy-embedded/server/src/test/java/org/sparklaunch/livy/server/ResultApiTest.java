package org.sparklaunch.livy.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole results, as the fake driver sends them: by the number of the statement. */
class ResultApiTest {
    private static final String STATEMENTS = "/spark-launch/sessions/0/statements/";

    @TempDir
    Path folder;

    private ServerFixture server;

    @BeforeEach
    void startSession() {
        server = new ServerFixture(folder);
        server.idleSession("{\"kind\":\"sql\"}");
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    private ServerFixture.Answer resultOf(int statement) {
        for (int i = 0; i <= statement; i++) {
            server.run("/sessions/0", "select " + i);
        }
        return server.get(STATEMENTS + statement + "/result");
    }

    @Test
    void forwardsLinesUnchanged() {
        ServerFixture.Answer answer = resultOf(0);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).startsWith("application/x-ndjson");
        assertThat(answer.body()).isEqualTo("[1]\n[2]\n");
    }

    @Test
    void lastLineHasTheFailure() {
        assertThat(resultOf(1).body()).isEqualTo("[1]\n{\"error\":\"disk full\"}\n");
    }

    @Test
    void lostConnectionIsAFailure() {
        assertThat(resultOf(2).body()).startsWith("[1]\n{\"error\":").contains("connection ended");
    }

    @Test
    void failureBeforeTheFirstLineIs410() {
        ServerFixture.Answer answer = resultOf(3);

        assertThat(answer.status()).isEqualTo(410);
        assertThat(answer.body()).isEqualTo("{\"msg\":\"run it again\"}");
    }

    @Test
    void unknownStatementHasNoResult() {
        assertThat(server.get(STATEMENTS + "7/result").status()).isEqualTo(404);
    }

    @Test
    void refusesAStatementThatStillRuns() {
        server.post("/sessions/0/statements", "{\"code\":\"hold\"}");

        ServerFixture.Answer answer = server.get(STATEMENTS + "0/result");

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.body()).contains("?wait=");
    }

    @Test
    void refusesOtherKindsThanSql() {
        server.post("/sessions/0/statements", "{\"code\":\"1 + 1\",\"kind\":\"spark\"}");

        ServerFixture.Answer answer = server.get(STATEMENTS + "0/result");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("statement 0 is of kind spark");
    }

    @Test
    void hidesResultsOfAnothersSession() {
        TokenApiTest.grant(server, "a", "alice", 60);
        server.post("/sessions", "{\"kind\":\"sql\"}", "Authorization", "Bearer a");

        ServerFixture.Answer answer = server.get("/spark-launch/sessions/1/statements/0/result");

        assertThat(answer.body()).isEqualTo("{\"msg\":\"Session '1' not found.\"}");
    }
}
