package org.sparklaunch.livy.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparklaunch.livy.server.testing.FakeDriver;

/** Claims, bursts, slots and refills, with one warm driver and three slots. */
class WarmPoolTest {
    private static final Duration QUIET = Duration.ofSeconds(3);
    private static final String COLD = "{\"kind\":\"sql\",\"executorMemory\":\"2g\"}";

    @TempDir
    Path folder;

    private ServerFixture livy;

    @BeforeEach
    void start() {
        livy = new ServerFixture(folder, 1);
        livy.clock.turn(QUIET);
        livy.awaitPool("\"ready\":1");
    }

    @AfterEach
    void stop() throws IOException {
        livy.close();
    }

    @Test
    void sessionGetsTheWarmDriver() {
        livy.idleSession("{\"kind\":\"sql\",\"name\":\"mine\"}");

        assertThat(livy.get("/sessions/mine").body()).contains("\"appId\":\"app-warm-0\"", "http://ui/warm-0");
        assertThat(livy.get("/spark-launch/sessions/0/start").json())
                .isEqualTo(ServerFixture.json(
                        "{\"id\":0,\"start\":\"warm\",\"keys\":[],\"verdict\":\"warm: the driver was ready\"}"));
        assertThat(livy.run("/sessions/0", "select 1").body()).contains("\"text/plain\":\"select 1\"");
    }

    @Test
    void defaultResponsesDoNotShowIt() {
        livy.idleSession("{}");

        assertThat(livy.get("/sessions/0").body()).doesNotContain("verdict", "\"start\"", "\"keys\"");
    }

    @Test
    void gaugesShowThePool() {
        livy.idleSession("{}");

        assertThat(livy.get("/spark-launch/metrics").body())
                .contains("livy_sessions_started_total{driver=\"warm\"} 1.0", "livy_warm_drivers{state=\"ready\"}");
    }

    @Test
    void runtimeSettingsAreAppliedOnTheClaim() {
        livy.idleSession(
                "{\"kind\":\"sql\",\"conf\":{\"spark.sql.ansi.enabled\":\"false\",\"livy.rsc.sql.num-rows\":\"5\"}}");

        assertThat(livy.drivers.driver(0).claim())
                .isEqualTo(Map.of("spark.sql.ansi.enabled", "false", "livy.rsc.sql.num-rows", "5"));
        assertThat(livy.get("/spark-launch/sessions/0/start").body())
                .contains("applied livy.rsc.sql.num-rows, spark.sql.ansi.enabled");
    }

    @Test
    void settingsFixedAtTheStartCauseAColdStartAndAreNamed() {
        livy.idleSession(
                "{\"driverMemory\":\"512m\",\"conf\":{\"spark.sql.extensions\":\"x.Y\",\"spark.sql.ansi.enabled\":\"true\"}}");

        assertThat(livy.get("/spark-launch/sessions/0/start").body())
                .contains("\"start\":\"cold\"", "\"keys\":[\"spark.driver.memory\",\"spark.sql.extensions\"]");
        assertThat(livy.drivers.driver(0).claim()).isNull();
        assertThat(livy.get("/spark-launch/pool").body()).contains("\"ready\":1", "\"claimed\":0", "\"cold\":1");
    }

    @Test
    void requestThatRepeatsDefaultsStartsWarm() {
        livy.idleSession("{\"driverMemory\":\"1g\",\"driverCores\":2,\"conf\":{\"spark.from.server\":\"yes\"}}");

        assertThat(livy.get("/spark-launch/sessions/0/start").body()).contains("\"start\":\"warm\"");
    }

    @Test
    void nameThatSparkWouldShowCausesAColdStart() {
        livy.idleSession("{\"conf\":{\"spark.app.name\":\"mine\"}}");

        assertThat(livy.get("/spark-launch/sessions/0/start").body()).contains("\"keys\":[\"spark.app.name\"]");
    }

    @Test
    void burstBeyondThePoolStartsCold() {
        livy.post("/sessions", "{}");
        livy.post("/sessions", "{}");

        livy.awaitState("/sessions/0", "idle");
        livy.awaitState("/sessions/1", "idle");
        assertThat(livy.get("/spark-launch/sessions/1/start").body()).contains("cold: no warm driver was ready");
    }

    @Test
    void claimedDriverIsReplaced() {
        livy.idleSession("{}");
        livy.clock.turn(QUIET);

        livy.awaitPool("\"ready\":1");
        assertThat(livy.drivers.all()).hasSize(2);
    }

    @Test
    void replacementWaitsWhileStatementsRun() {
        livy.idleSession("{\"kind\":\"sql\"}");
        livy.post("/sessions/0/statements", "{\"code\":\"hold\"}");
        livy.clock.turn(QUIET);
        livy.sweep();
        assertThat(livy.drivers.all()).hasSize(1);

        livy.drivers.driver(0).release();
        livy.get("/sessions/0/statements/0?wait=10");
        livy.clock.turn(QUIET);

        livy.awaitPool("\"ready\":1");
    }

    @Test
    void driverServesOneOwnerAndEnds() {
        livy.idleSession("{}");
        FakeDriver driver = livy.drivers.driver(0);

        livy.delete("/sessions/0");

        assertThat(driver.isAlive()).isFalse();
        assertThat(livy.stateDir.resolve("sessions/warm-0")).doesNotExist();
    }

    @Test
    void warmDriversEndForUsersWithinTheLimit() {
        livy.idleSession(COLD);
        livy.idleSession(COLD);
        assertThat(livy.drivers.alive()).isEqualTo(3);

        livy.idleSession(COLD);

        assertThat(livy.drivers.driver(0).isAlive()).isFalse();
        assertThat(livy.drivers.alive()).isEqualTo(3);
        assertThat(livy.post("/sessions", "{}").body()).contains("too many sessions");
    }

    @Test
    void lastSlotIsServedByItsWarmDriver() {
        livy.idleSession(COLD);
        livy.idleSession(COLD);

        livy.idleSession("{}");

        assertThat(livy.get("/spark-launch/sessions/2/start").body()).contains("\"start\":\"warm\"");
    }

    @Test
    void batchTakesTheSlotOfAWarmDriver() throws IOException {
        livy.idleSession(COLD);
        livy.idleSession(COLD);
        Path program = Files.createDirectories(folder.resolve("allowed")).resolve("app.jar");
        Files.createFile(program);

        assertThat(livy.post("/batches", "{\"file\":\"" + program + "\",\"args\":[\"sleep 60\"]}")
                        .status())
                .isEqualTo(201);
        assertThat(livy.drivers.driver(0).isAlive()).isFalse();
    }

    @Test
    void noneStartsWhileUsersHoldAllSlots() {
        livy.idleSession(COLD);
        livy.idleSession(COLD);
        livy.idleSession(COLD);
        livy.clock.turn(Duration.ofMinutes(1));
        livy.sweep();
        assertThat(livy.drivers.all()).hasSize(4);

        livy.delete("/sessions/1");
        livy.clock.turn(QUIET);

        livy.awaitPool("\"ready\":1");
    }

    @Test
    void deadMemberIsReplacedAfterAPause() {
        livy.drivers.driver(0).kill();
        livy.awaitPool("\"failures\":1");
        livy.idleSession("{}");

        livy.clock.turn(Duration.ofSeconds(10));

        livy.awaitPool("\"ready\":1");
        assertThat(livy.stateDir.resolve("sessions/warm-0")).doesNotExist();
    }

    @Test
    void memberThatJustDiedIsNotClaimed() {
        livy.drivers.driver(0).kill();

        livy.idleSession("{}");

        assertThat(livy.get("/spark-launch/sessions/0/start").body()).contains("\"start\":\"cold\"");
    }

    @Test
    void memberThatDoesNotBecomeReadyIsLost() {
        livy.drivers.startSlowly();
        livy.post("/sessions", "{}");
        livy.awaitState("/sessions/0", "idle");
        livy.clock.turn(QUIET);
        livy.awaitPool("\"starting\":1");

        livy.clock.turn(Duration.ofMinutes(4));

        livy.awaitPool("\"failures\":1");
        await().until(() -> !livy.drivers.driver(1).isAlive());
    }

    @Test
    void failedStartsAreRetriedWithGrowingPauses() {
        livy.drivers.breakDown();
        livy.idleSession("{}");
        livy.clock.turn(QUIET);
        livy.awaitPool("\"failures\":1");
        livy.clock.turn(Duration.ofSeconds(5));
        livy.awaitPool("\"failures\":2");
        livy.clock.turn(Duration.ofSeconds(5));

        livy.sweep();
        assertThat(livy.get("/spark-launch/pool").body()).contains("\"failures\":2");
    }

    @Test
    void closingTheServerEndsThem() throws IOException {
        livy.close();

        assertThat(livy.drivers.alive()).isZero();
        assertThat(livy.stateDir.resolve("sessions")).isEmptyDirectory();
    }
}
