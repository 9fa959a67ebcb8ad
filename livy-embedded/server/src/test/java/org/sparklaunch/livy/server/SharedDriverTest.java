package org.sparklaunch.livy.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparklaunch.livy.server.testing.FakeDriver;
import org.sparklaunch.livy.settings.LivyConfig.SharingConfig;

/** SQL sessions of one user that share a driver; four to a driver, three drivers at most. */
class SharedDriverTest {
    private static final String SQL = "{\"kind\":\"sql\"}";
    private static final Duration LINGER = Duration.ofSeconds(61);

    @TempDir
    Path folder;

    private ServerFixture livy;

    @BeforeEach
    void start() {
        livy = new ServerFixture(folder, 0, new SharingConfig(true, 4));
    }

    @AfterEach
    void stop() throws IOException {
        livy.close();
    }

    @Test
    void sqlSessionsOfOneUserLiveInOneDriver() {
        livy.idleSession(SQL);
        livy.idleSession(SQL);

        assertThat(livy.drivers.all()).hasSize(1);
        assertThat(livy.drivers.driver(0).guests().names()).containsExactlyInAnyOrder("0", "1");
        assertThat(livy.run("/sessions/1", "select 1").body()).contains("\"text/plain\":\"select 1\"");
    }

    @Test
    void defaultAnswersAreThoseOfASessionWithADriverOfItsOwn() {
        livy.idleSession(SQL);

        assertThat(livy.get("/sessions/0").body())
                .contains("\"appId\":\"app-0\"", "\"kind\":\"sql\"")
                .doesNotContain("shared");
    }

    @Test
    void startShowsTheSharedDriverAndItsOtherSessions() {
        livy.idleSession(SQL);
        livy.idleSession("{\"kind\":\"sql\",\"conf\":{\"spark.sql.ansi.enabled\":\"false\"}}");

        assertThat(livy.get("/spark-launch/sessions/0/start").body())
                .contains("\"start\":\"cold\"", "driver shared-0 is starting", "\"driver\":\"shared-0\"");
        assertThat(livy.get("/spark-launch/sessions/1/start").body())
                .contains("\"start\":\"warm\"")
                .contains("shared: driver shared-0 with 1 other session was ready, applied spark.sql.ansi.enabled");
    }

    @Test
    void eachHasItsOwnRuntimeSettings() {
        livy.idleSession("{\"kind\":\"sql\",\"conf\":{\"spark.sql.shuffle.partitions\":\"3\"}}");
        livy.idleSession(SQL);

        assertThat(livy.drivers.driver(0).guests().settings("0"))
                .isEqualTo(Map.of("spark.sql.shuffle.partitions", "3"));
        assertThat(livy.drivers.driver(0).guests().settings("1")).isEmpty();
        assertThat(livy.drivers.driver(0).spec().sparkConf()).doesNotContainKey("spark.sql.shuffle.partitions");
    }

    @Test
    void settingsFixedAtTheStartOfADriverSeparateSessions() {
        livy.idleSession(SQL);
        livy.idleSession("{\"kind\":\"sql\",\"driverMemory\":\"512m\"}");
        livy.idleSession("{\"kind\":\"sql\",\"driverMemory\":\"512m\"}");

        assertThat(livy.drivers.all()).hasSize(2);
        assertThat(livy.drivers.driver(1).spec().memory().toOption()).isEqualTo("512m");
        assertThat(livy.drivers.driver(1).guests().names()).containsExactlyInAnyOrder("1", "2");
    }

    @Test
    void ownersNeverShare() {
        token("secret-of-alice", "alice");
        token("secret-of-bob", "bob");
        livy.idleSession(SQL, "Authorization", "Bearer secret-of-alice");
        livy.idleSession(SQL, "Authorization", "Bearer secret-of-bob");
        livy.idleSession(SQL);

        assertThat(livy.drivers.all()).hasSize(3);
    }

    @Test
    void driversAreShownWithTheirVisibleSessions() {
        token("secret-of-alice", "alice");
        livy.idleSession(SQL, "Authorization", "Bearer secret-of-alice");
        livy.idleSession(SQL);

        assertThat(livy.get("/spark-launch/drivers").json())
                .isEqualTo(ServerFixture.json(
                        "{\"shared\":[{\"driver\":\"shared-1\",\"owner\":null,\"state\":\"ready\",\"sessions\":[1],"
                                + "\"most\":4}]}"));
        assertThat(livy.get("/spark-launch/drivers", "Authorization", "Bearer secret-of-alice")
                        .body())
                .contains("\"driver\":\"shared-0\",\"owner\":\"alice\"", "\"driver\":\"shared-1\"");
        assertThat(livy.get("/spark-launch/metrics").body())
                .contains("livy_shared_drivers 2", "livy_shared_driver_sessions 2");
    }

    @Test
    void otherKindsHaveTheirOwnDrivers() {
        livy.idleSession("{\"kind\":\"spark\"}");
        livy.idleSession("{}");

        assertThat(livy.drivers.all()).hasSize(2);
        assertThat(livy.get("/spark-launch/drivers").json()).isEqualTo(ServerFixture.json("{\"shared\":[]}"));
    }

    @Test
    void codeOfAnotherKindIsRefusedWithAdvice() {
        livy.idleSession(SQL);

        var posted = livy.post("/sessions/0/statements", "{\"kind\":\"spark\",\"code\":\"1 + 1\"}");
        var job = livy.post("/sessions/0/submit-job", "{\"job\":\"AQAA\"}");

        assertThat(posted.status()).isEqualTo(400);
        assertThat(posted.body())
                .contains("Session '0' shares its driver", "SQL only, no spark", "create a session of kind spark");
        assertThat(job.status()).isEqualTo(400);
        assertThat(job.body()).contains("no submit-job");
    }

    @Test
    void statementsOfDifferentSessionsDoNotWaitForEachOther() {
        livy.idleSession(SQL);
        livy.idleSession(SQL);
        livy.post("/sessions/0/statements", "{\"code\":\"hold\"}");

        assertThat(livy.run("/sessions/1", "select 2").body()).contains("\"state\":\"available\"");
        livy.awaitState("/sessions/0", "busy");
    }

    @Test
    void cancellingInOneDoesNotAffectTheOther() {
        livy.idleSession(SQL);
        livy.idleSession(SQL);
        livy.post("/sessions/0/statements", "{\"code\":\"hold\"}");
        livy.post("/sessions/1/statements", "{\"code\":\"hold\"}");

        livy.post("/sessions/0/statements/0/cancel", "");

        assertThat(livy.get("/sessions/0/statements/0?wait=10").body()).contains("\"state\":\"cancelled\"");
        livy.awaitState("/sessions/1", "busy");
    }

    @Test
    void sharedDriverTakesOneSlotAndHasALimitOfSessions() {
        for (int i = 0; i < 12; i++) {
            livy.idleSession(SQL);
        }

        assertThat(livy.drivers.all()).hasSize(3);
        assertThat(livy.post("/sessions", SQL).body()).contains("too many sessions");
        livy.delete("/sessions/5");
        livy.idleSession(SQL);
        assertThat(livy.drivers.all()).hasSize(3);
    }

    @Test
    void deletedSessionEndsInTheDriverAndLeavesNoFile() {
        livy.idleSession(SQL);
        livy.idleSession(SQL);

        livy.delete("/sessions/0");

        assertThat(livy.drivers.driver(0).guests().names()).containsExactly("1");
        assertThat(livy.stateDir.resolve("sessions/0")).doesNotExist();
        assertThat(livy.stateDir.resolve("journal/session-0.jsonl")).doesNotExist();
        assertThat(livy.run("/sessions/1", "select 1").body()).contains("select 1");
    }

    @Test
    void idleSessionEndsByItselfAndTheOthersStay() {
        livy.idleSession("{\"kind\":\"sql\",\"idleTimeout\":\"10s\"}");
        livy.idleSession(SQL);

        livy.clock.turn(Duration.ofSeconds(11));

        await().until(() -> livy.get("/sessions/0").status() == 404);
        assertThat(livy.run("/sessions/1", "select 1").body()).contains("select 1");
    }

    @Test
    void emptyDriverStaysAMinute() {
        livy.idleSession(SQL);
        livy.delete("/sessions/0");
        livy.clock.turn(Duration.ofSeconds(30));

        livy.idleSession(SQL);

        assertThat(livy.drivers.all()).hasSize(1);
    }

    @Test
    void emptyDriverEndsAfterAMinute() {
        livy.idleSession(SQL);
        livy.delete("/sessions/0");
        livy.clock.turn(LINGER);

        await().until(() -> !livy.drivers.driver(0).isAlive());
        await().until(() -> !livy.stateDir.resolve("sessions/shared-0").toFile().exists());
        assertThat(livy.get("/spark-launch/drivers").json()).isEqualTo(ServerFixture.json("{\"shared\":[]}"));
    }

    @Test
    void emptyDriverEndsWhenItsSlotIsNeeded() {
        livy.idleSession(SQL);
        livy.delete("/sessions/0");

        for (int i = 0; i < ServerFixture.MAX_SESSIONS; i++) {
            livy.idleSession("{}");
        }

        assertThat(livy.drivers.driver(0).isAlive()).isFalse();
    }

    @Test
    void deathOfTheDriverEndsItsSessionsWithAReason() {
        livy.idleSession(SQL);
        livy.idleSession(SQL);
        livy.post("/sessions/1/statements", "{\"code\":\"hold\"}");

        livy.drivers.driver(0).kill();

        livy.awaitState("/sessions/0", "dead");
        livy.awaitState("/sessions/1", "dead");
        assertThat(livy.get("/sessions/0/log").body()).contains("The driver of session 0 has ended.");
        livy.idleSession(SQL);
        assertThat(livy.drivers.all()).hasSize(2);
    }

    @Test
    void settingThatSparkRefusesEndsItsSessionOnly() {
        livy.idleSession(SQL);
        livy.post("/sessions", "{\"kind\":\"sql\",\"conf\":{\"spark.sql.refused\":\"x\"}}");

        livy.awaitState("/sessions/1", "dead");
        assertThat(livy.run("/sessions/0", "select 1").body()).contains("select 1");
    }

    @Test
    void failedStartLeavesADeadSessionWithTheReason() {
        livy.drivers.breakDown();

        livy.post("/sessions", SQL);

        livy.awaitState("/sessions/0", "dead");
        assertThat(livy.get("/sessions/0/log").body()).contains("The driver cannot be started: no java here");
        await().until(() -> livy.get("/spark-launch/drivers").body().equals("{\"shared\":[]}"));
    }

    @Test
    void closingTheServerEndsDriversAndSessions() throws IOException {
        FakeDriver driver = first();

        livy.close();

        assertThat(driver.isAlive()).isFalse();
        assertThat(livy.stateDir.resolve("sessions")).isEmptyDirectory();
    }

    private void token(String token, String user) {
        livy.send(
                "PUT",
                "/spark-launch/tokens/" + TokenApiTest.hash(token),
                "{\"user\":\"" + user + "\",\"ttlSeconds\":60}",
                "Authorization",
                "Service " + ServerFixture.SERVICE_KEY);
    }

    private FakeDriver first() {
        livy.idleSession(SQL);
        livy.idleSession(SQL);
        return livy.drivers.driver(0);
    }
}
