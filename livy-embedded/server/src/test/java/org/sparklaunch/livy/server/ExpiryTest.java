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

class ExpiryTest {
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
    void readsDoNotKeepAnIdleSessionAlive() {
        livy.idleSession("{}");

        livy.clock.turn(Duration.ofMinutes(59));
        livy.get("/sessions/0");
        livy.clock.turn(Duration.ofMinutes(2));

        awaitGone(0);
        assertThat(livy.drivers.driver(0).isAlive()).isFalse();
    }

    @Test
    void statementRestartsTheIdleTime() {
        livy.idleSession("{\"kind\":\"sql\",\"idleTimeout\":\"10m\"}");
        livy.clock.turn(Duration.ofMinutes(9));
        livy.run("/sessions/0", "1");

        livy.clock.turn(Duration.ofMinutes(9));

        livy.sweep();
        assertThat(livy.get("/sessions/0/state").body()).contains("idle");
    }

    @Test
    void busySessionIsNotIdle() {
        livy.idleSession("{\"kind\":\"sql\"}");
        livy.post("/sessions/0/statements", "{\"code\":\"hold\"}");

        livy.clock.turn(Duration.ofHours(5));

        livy.sweep();
        assertThat(livy.get("/sessions/0/state").body()).contains("busy");
    }

    @Test
    void timeToLiveEndsABusySessionToo() {
        livy.idleSession("{\"kind\":\"sql\",\"ttl\":\"2h\"}");
        livy.post("/sessions/0/statements", "{\"code\":\"hold\"}");

        livy.clock.turn(Duration.ofHours(3));

        awaitGone(0);
    }

    @Test
    void listsDoNotCountAsHeartbeat() {
        livy.idleSession("{\"heartbeatTimeoutInSecond\":60}");

        livy.clock.turn(Duration.ofSeconds(61));

        await().until(() -> livy.get("/sessions").body().contains("\"total\":0"));
    }

    @Test
    void deadSessionStaysForTenMinutes() {
        livy.idleSession("{}");
        livy.post("/sessions/0/stop", "");
        livy.clock.turn(Duration.ofMinutes(9));
        assertThat(livy.get("/sessions/0").status()).isEqualTo(200);

        livy.clock.turn(Duration.ofMinutes(2));

        awaitGone(0);
        assertThat(livy.stateDir.resolve("sessions/0")).doesNotExist();
    }

    @Test
    void logOfASessionThatDidNotStartStaysForTenMinutes() {
        livy.drivers.breakDown();
        livy.post("/sessions", "{}");
        livy.clock.turn(Duration.ofMinutes(9));
        assertThat(livy.get("/sessions/0").body()).contains("\"state\":\"dead\"");
        assertThat(livy.get("/sessions/0/log").body()).contains("no java here");

        livy.clock.turn(Duration.ofMinutes(2));

        awaitGone(0);
    }

    private void awaitGone(int session) {
        await().until(() -> livy.get("/sessions/" + session).status() == 404);
    }
}
