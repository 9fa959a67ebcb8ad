package org.sparklaunch.livy.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.sparklaunch.livy.server.ServerFixture.json;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparklaunch.livy.server.ServerFixture.Answer;

class JobApiTest {
    private static final String HOLD = "{\"job\":\"hold\",\"jobType\":\"spark\"}";

    @TempDir
    Path folder;

    private ServerFixture livy;

    @BeforeEach
    void start() {
        livy = new ServerFixture(folder);
        livy.idleSession("{\"kind\":\"spark\"}");
    }

    @AfterEach
    void stop() throws IOException {
        livy.close();
    }

    @Test
    void submissionIsAnsweredAtOnce() {
        Answer answer = livy.post("/sessions/0/submit-job", HOLD);

        assertThat(answer.status()).isEqualTo(201);
        assertThat(json(answer.body())).isEqualTo(json("{\"id\":1,\"state\":\"SENT\",\"result\":null,\"error\":null}"));
    }

    @Test
    void resultCanBeReadRepeatedly() {
        livy.post("/sessions/0/submit-job", "{\"job\":\"AQAA\",\"jobType\":\"spark\"}");
        awaitState(1, "SUCCEEDED");

        assertThat(List.of(job(1), job(1)))
                .containsOnly("{\"id\":1,\"state\":\"SUCCEEDED\",\"result\":\"AQAA\",\"error\":null}");
    }

    @Test
    void missingResultIsNull() {
        livy.post("/sessions/0/run-job", "{\"job\":\"none\",\"jobType\":\"pyspark\"}");
        awaitState(1, "SUCCEEDED");

        assertThat(json(job(1))).isEqualTo(json("{\"id\":1,\"state\":\"SUCCEEDED\",\"result\":null,\"error\":null}"));
    }

    @Test
    void showsAFailureWithItsText() {
        livy.post("/sessions/0/submit-job", "{\"job\":\"fail\"}");
        awaitState(1, "FAILED");

        assertThat(json(job(1)))
                .isEqualTo(json("{\"id\":1,\"state\":\"FAILED\",\"result\":null,"
                        + "\"error\":\"java.lang.IllegalStateException: as asked\"}"));
    }

    @Test
    void runsJobsBesideEachOther() {
        livy.post("/sessions/0/submit-job", HOLD);
        livy.post("/sessions/0/submit-job", "{\"job\":\"AQAA\"}");

        awaitState(2, "SUCCEEDED");
        assertThat(job(1)).contains("STARTED");
    }

    @Test
    void cancelsAJob() {
        livy.post("/sessions/0/submit-job", HOLD);

        Answer answer = livy.post("/sessions/0/jobs/1/cancel", "{}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
        awaitState(1, "CANCELLED");
    }

    @Test
    void cancellationOfAMissingJobSucceeds() {
        assertThat(livy.post("/sessions/0/jobs/99/cancel", "").status()).isEqualTo(200);
    }

    @Test
    void startingSessionAcceptsJobs() {
        livy.drivers.startSlowly();
        livy.post("/sessions", "{}");

        Answer answer = livy.post("/sessions/1/submit-job", HOLD);

        assertThat(answer.status()).isEqualTo(201);
        await().until(() -> livy.drivers.driver(1).jobs().equals(List.of(1)));
    }

    @Test
    void sessionWithAJobIsNotIdleForItsTimeout() {
        livy.post("/sessions/0/submit-job", HOLD);
        await().until(() -> job(1).contains("STARTED"));

        livy.clock.turn(Duration.ofHours(2));

        livy.sweep();
        assertThat(livy.get("/sessions/0/state").status()).isEqualTo(200);
    }

    @Test
    void emptyJobIsRefused() {
        assertThat(livy.post("/sessions/0/submit-job", "{\"job\":\"\"}"))
                .extracting(Answer::status, Answer::body)
                .containsExactly(400, "{\"msg\":\"requirement failed: no job provided.\"}");
    }

    @Test
    void kindWithoutJobsIsRefused() {
        assertThat(livy.post("/sessions/0/submit-job", "{\"job\":\"AQAA\",\"jobType\":\"sql\"}"))
                .extracting(Answer::status, Answer::body)
                .containsExactly(400, "{\"msg\":\"Invalid kind: sql\"}");
    }

    @Test
    void unknownJobGetsLivysMessage() {
        assertThat(livy.get("/sessions/0/jobs/99"))
                .extracting(Answer::status, Answer::body)
                .containsExactly(500, "\"java.util.NoSuchElementException: key not found: 99\"");
    }

    @Test
    void deadSessionAcceptsNoJob() {
        livy.post("/sessions/0/stop", "");
        livy.awaitState("/sessions/0", "dead");

        List<Answer> answers = List.of(livy.post("/sessions/0/submit-job", HOLD), livy.get("/sessions/0/jobs/1"));

        assertThat(answers)
                .allSatisfy(answer ->
                        assertThat(answer.body()).isEqualTo("{\"msg\":\"requirement failed: Session isn't active.\"}"));
    }

    @Test
    void jobsOutliveTheServer() throws IOException {
        livy.post("/sessions/0/submit-job", "{\"job\":\"AQAA\"}");
        livy.post("/sessions/0/submit-job", HOLD);
        awaitState(1, "SUCCEEDED");
        await().until(() -> job(2).contains("STARTED"));
        livy.crash();
        livy.drivers.driver(0).finishJob(2);

        livy.restart();

        assertThat(job(1)).contains("\"result\":\"AQAA\"");
        awaitState(2, "SUCCEEDED");
        assertThat(livy.drivers.driver(0).jobs()).containsExactly(1, 2);
    }

    private String job(int id) {
        return livy.get("/sessions/0/jobs/" + id).body();
    }

    private void awaitState(int id, String state) {
        await().until(() -> job(id).contains("\"state\":\"" + state + "\""));
    }
}
