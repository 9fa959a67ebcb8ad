package org.sparklaunch.livy.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparklaunch.livy.settings.LivyConfig.SharingConfig;

/** The server dies at every step of a session's way into a shared driver; nothing is lost and nothing runs twice. */
class SharedRestartTest {
    private static final String SQL = "{\"kind\":\"sql\"}";

    @TempDir
    Path folder;

    private ServerFixture livy;

    @BeforeEach
    void start() {
        livy = new ServerFixture(folder, 0, new SharingConfig(true, 4));
        livy.idleSession(SQL);
        livy.idleSession(SQL);
    }

    @AfterEach
    void stop() throws IOException {
        livy.close();
    }

    @Test
    void sessionsContinueAndNoStatementRunsTwice() throws IOException {
        livy.run("/sessions/0", "one");
        livy.post("/sessions/1/statements", "{\"code\":\"hold\"}");

        livy.crashAndRestart();
        livy.awaitState("/sessions/0", "idle");
        livy.awaitState("/sessions/1", "busy");
        livy.drivers.driver(0).guests().guest("1").release();

        assertThat(livy.get("/sessions/1/statements/0?wait=10").body()).contains("\"state\":\"available\"");
        assertThat(livy.run("/sessions/0", "two").body()).contains("\"text/plain\":\"two\"");
        assertThat(livy.drivers.driver(0).guests().guest("0").ran()).containsExactly(0, 1);
        assertThat(livy.drivers.driver(0).guests().guest("1").ran()).containsExactly(0);
        assertThat(livy.drivers.all()).hasSize(1);
    }

    @Test
    void statementAcceptedWithoutADriverRunsAfterwards() throws IOException {
        livy.drivers.driver(0).guests().guest("0").deafen();
        livy.crash();
        edit(
                "session-0",
                lines -> append(
                        lines, "{\"type\":\"posted\",\"statement\":0,\"kind\":\"SQL\",\"code\":\"late\",\"at\":1}"));
        livy.restart();

        assertThat(livy.get("/sessions/0/statements/0?wait=10").body()).contains("\"text/plain\":\"late\"");
    }

    @Test
    void nextSessionJoinsTheRecoveredDriver() throws IOException {
        livy.crashAndRestart();
        livy.awaitState("/sessions/0", "idle");

        livy.idleSession(SQL);

        assertThat(livy.drivers.all()).hasSize(1);
        assertThat(livy.drivers.driver(0).guests().names()).containsExactlyInAnyOrder("0", "1", "2");
    }

    @Test
    void deathOfADriverDuringARestartEndsItsSessions() throws IOException {
        livy.crash();
        livy.drivers.driver(0).kill();
        livy.restart();

        livy.awaitState("/sessions/0", "dead");
        livy.awaitState("/sessions/1", "dead");
        assertThat(livy.get("/sessions/0/log").body()).contains("Cannot recover interactive session 0");
    }

    @Test
    void endedSessionIsEndedInADriverThatReconnects() throws IOException {
        livy.crash();
        edit("session-0", lines -> append(lines, "{\"type\":\"ending\",\"remove\":true,\"at\":1}"));
        livy.restart();

        await().until(() -> !livy.drivers.driver(0).guests().names().contains("0"));
        livy.awaitState("/sessions/1", "idle");
    }

    @Test
    void allocationWithoutASessionIsFreed() throws IOException {
        livy.crash();
        edit(
                "shared-drivers",
                lines -> append(lines, "{\"type\":\"joined\",\"name\":\"shared-0\",\"guest\":\"9\",\"settings\":{}}"));
        livy.restart();
        livy.awaitState("/sessions/0", "idle");

        assertThat(livy.get("/spark-launch/drivers").body()).contains("\"sessions\":[0,1]");
    }

    @Test
    void unjournalledGuestIsAdoptedWhenItConnects() throws IOException {
        livy.crash();
        edit(
                "session-1",
                lines -> lines.stream()
                        .filter(line -> !line.contains("\"launched\""))
                        .toList());
        livy.restart();

        livy.awaitState("/sessions/1", "idle");
        livy.delete("/sessions/1");
        assertThat(livy.drivers.driver(0).guests().names()).containsExactly("0");
    }

    @Test
    void unjournalledDriverIsAdoptedWhenItConnects() throws IOException {
        livy.crash();
        edit(
                "shared-drivers",
                lines -> lines.stream()
                        .filter(line -> !line.contains("\"launched\""))
                        .toList());
        livy.restart();
        livy.awaitState("/sessions/0", "idle");
        livy.awaitState("/sessions/1", "idle");

        livy.drivers.driver(0).kill();

        livy.awaitState("/sessions/0", "dead");
    }

    @Test
    void namesAreNotReused() throws IOException {
        livy.crashAndRestart();
        livy.awaitState("/sessions/0", "idle");

        livy.idleSession("{\"kind\":\"sql\",\"driverMemory\":\"512m\"}");

        assertThat(livy.drivers.driver(1).spec().session()).isEqualTo("shared-1");
    }

    @Test
    void warmDriverThatBecameSharedIsRecoveredAsShared() throws IOException {
        livy.close();
        Path other = Files.createDirectory(folder.resolve("other"));
        livy = new ServerFixture(other, 1, new SharingConfig(true, 4));
        livy.clock.turn(Duration.ofSeconds(3));
        livy.awaitPool("\"ready\":1");
        livy.idleSession(SQL);
        assertThat(livy.get("/spark-launch/sessions/0/start").body())
                .contains("\"start\":\"warm\"", "\"driver\":\"warm-0\"");

        livy.crashAndRestart();
        livy.awaitState("/sessions/0", "idle");
        livy.idleSession(SQL);

        assertThat(livy.drivers.all()).hasSize(1);
        assertThat(livy.drivers.driver(0).claim()).isNull();
        assertThat(livy.drivers.driver(0).guests().names()).containsExactlyInAnyOrder("0", "1");
    }

    private static List<String> append(List<String> lines, String line) {
        return Stream.concat(lines.stream(), Stream.of(line)).toList();
    }

    private void edit(String journal, UnaryOperator<List<String>> change) throws IOException {
        Path file = livy.stateDir.resolve("journal/" + journal + ".jsonl");
        Files.write(file, change.apply(Files.readAllLines(file)));
    }
}
