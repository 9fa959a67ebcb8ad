package org.sparklaunch.livy.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestartTest {
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
    void finishedOutputsCanBeReadAfterwards() throws IOException {
        livy.idleSession("{\"kind\":\"sql\",\"name\":\"kept\"}");
        String before = livy.run("/sessions/0", "select 1").body();

        livy.crashAndRestart();
        livy.awaitState("/sessions/kept", "idle");

        assertThat(livy.get("/sessions/0/statements/0").body()).isEqualTo(before);
        assertThat(livy.get("/sessions/0").body()).contains("\"appId\":\"app-0\"");
    }

    @Test
    void statementsEndedWithoutAServerAreKnownAndWaitingOnesRunOnce() throws IOException {
        livy.idleSession("{\"kind\":\"sql\"}");
        livy.post("/sessions/0/statements", "{\"code\":\"hold\"}");
        livy.post("/sessions/0/statements", "{\"code\":\"next\"}");
        await().until(() -> livy.drivers.driver(0).ran().contains(0));

        livy.crash();
        livy.drivers.driver(0).release();
        await().until(() -> livy.drivers.driver(0).ran().contains(1));
        livy.restart();

        assertThat(livy.get("/sessions/0/statements/1?wait=10").body()).contains("\"text/plain\":\"next\"");
        assertThat(livy.drivers.driver(0).ran()).containsExactly(0, 1);
    }

    @Test
    void statementsTakenDuringRecoveryReachTheDriver() throws IOException {
        livy.idleSession("{\"kind\":\"sql\"}");

        livy.crashAndRestart();

        assertThat(livy.run("/sessions/0", "later").body()).contains("\"text/plain\":\"later\"");
    }

    @Test
    void idsContinueAfterARestart() throws IOException {
        livy.idleSession("{}");
        livy.post("/sessions", "{\"name\":\"7\"}");
        livy.delete("/sessions/0");

        livy.crashAndRestart();

        assertThat(livy.post("/sessions", "{}").header("Location")).isEqualTo("/sessions/2");
    }

    @Test
    void deathOfADriverDuringARestartLeavesADeadSessionWithAReason() throws IOException {
        livy.idleSession("{\"kind\":\"sql\"}");

        livy.crash();
        livy.drivers.driver(0).kill();
        livy.restart();
        livy.awaitState("/sessions/0", "dead");

        assertThat(livy.get("/sessions/0/log").body())
                .contains("Cannot recover interactive session 0: its driver is gone.");
    }

    @Test
    void deadSessionKeepsItsReasonAfterARestart() throws IOException {
        livy.idleSession("{\"kind\":\"sql\"}");
        livy.drivers.driver(0).kill();
        livy.awaitState("/sessions/0", "dead");

        livy.crashAndRestart();

        assertThat(livy.get("/sessions/0").body()).contains("\"state\":\"dead\"", "has ended.");
    }

    @Test
    void startingSessionBecomesIdleAfterwards() throws IOException {
        livy.drivers.startSlowly();
        livy.post("/sessions", "{}");

        livy.crashAndRestart();
        livy.drivers.driver(0).becomeReady();

        livy.awaitState("/sessions/0", "idle");
        assertThat(livy.drivers.all()).hasSize(1);
    }

    @Test
    void tokensSurviveARestart() throws IOException {
        TokenApiTest.grant(livy, "secret-token", "alice", 60);

        livy.crashAndRestart();

        assertThat(livy.get("/sessions", "Authorization", "Bearer secret-token").status())
                .isEqualTo(200);
    }

    @Test
    void driverThatDoesNotReconnectIsLost() throws IOException {
        livy.idleSession("{}");
        livy.crash();
        // Its secret is gone, so it cannot prove itself any more.
        java.nio.file.Files.delete(livy.stateDir.resolve("sessions/0/secret"));
        livy.restart();

        livy.clock.turn(Duration.ofMinutes(2));

        livy.awaitState("/sessions/0", "dead");
        assertThat(livy.drivers.driver(0).isAlive()).isFalse();
    }
}
