package org.sparklaunch.livy.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server dies at every step of a warm driver's way; no driver is lost and none is given twice. */
class WarmRestartTest {
    private static final Duration QUIET = Duration.ofSeconds(3);

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
    void memberIsRecovered() throws IOException {
        livy.crashAndRestart();
        livy.awaitPool("\"ready\":1");

        livy.idleSession("{}");

        assertThat(livy.get("/sessions/0").body()).contains("\"appId\":\"app-warm-0\"");
        assertThat(livy.drivers.all()).hasSize(1);
    }

    @Test
    void unjournalledMemberIsAdoptedWhenItConnects() throws IOException {
        livy.crash();
        edit(
                "warm-pool",
                lines -> lines.stream()
                        .filter(line -> !line.contains("\"launched\""))
                        .toList());
        livy.restart();

        livy.awaitPool("\"ready\":1");
        assertThat(livy.drivers.alive()).isEqualTo(1);
    }

    @Test
    void memberWithOtherSettingsEnds() throws IOException {
        livy.crash();
        edit(
                "warm-pool",
                lines -> lines.stream()
                        .map(line -> line.replaceAll("\"settings\":\"[^\"]*\"", "\"settings\":\"other\""))
                        .toList());
        livy.restart();

        await().until(() -> !livy.drivers.driver(0).isAlive());
        livy.clock.turn(QUIET);
        livy.awaitPool("\"ready\":1");
    }

    @Test
    void memberThatDiedDuringARestartIsReplaced() throws IOException {
        livy.crash();
        livy.drivers.driver(0).kill();
        livy.restart();
        livy.awaitPool("\"failures\":1");
        livy.clock.turn(Duration.ofSeconds(6));

        livy.awaitPool("\"ready\":1");
    }

    @Test
    void claimedSessionContinues() throws IOException {
        livy.idleSession("{\"kind\":\"sql\",\"name\":\"kept\"}");
        livy.run("/sessions/0", "one");

        livy.crashAndRestart();
        livy.awaitState("/sessions/kept", "idle");

        assertThat(livy.get("/sessions/0").body()).contains("\"appId\":\"app-warm-0\"");
        assertThat(livy.get("/spark-launch/sessions/0/start").body()).contains("\"start\":\"warm\"");
        assertThat(livy.run("/sessions/0", "two").body()).contains("\"text/plain\":\"two\"");
        assertThat(livy.drivers.driver(0).ran()).containsExactly(0, 1);
    }

    @Test
    void unansweredClaimIsSentAgain() throws IOException {
        livy.drivers.driver(0).deafen();
        livy.post("/sessions", "{\"conf\":{\"spark.sql.ansi.enabled\":\"false\"}}");

        livy.crash();
        livy.drivers.driver(0).listen();
        livy.restart();

        livy.awaitState("/sessions/0", "idle");
        assertThat(livy.drivers.driver(0).claim()).containsEntry("spark.sql.ansi.enabled", "false");
    }

    @Test
    void driverOfASessionIsNotAMember() throws IOException {
        List<String> before = lines("warm-pool");
        livy.idleSession("{\"kind\":\"sql\"}");

        livy.crash();
        edit("warm-pool", lines -> before);
        livy.restart();

        livy.awaitState("/sessions/0", "idle");
        assertThat(livy.get("/spark-launch/pool").body()).contains("\"ready\":0", "\"starting\":0");
        assertThat(livy.run("/sessions/0", "select 1").body()).contains("select 1");
    }

    @Test
    void uncreatedSessionLeavesTheDriverInThePool() throws IOException {
        List<String> before = lines("warm-pool");
        livy.idleSession("{}");

        livy.crash();
        edit("warm-pool", lines -> before);
        edit("session-0", lines -> lines.subList(0, 1));
        livy.restart();
        livy.awaitPool("\"ready\":1");
        livy.clock.turn(Duration.ofMinutes(2));

        livy.awaitState("/sessions/0", "dead");
        assertThat(livy.drivers.driver(0).isAlive()).isTrue();
    }

    @Test
    void namesAreNotReusedWhileASessionHasOne() throws IOException {
        livy.idleSession("{}");
        livy.crashAndRestart();
        livy.clock.turn(QUIET);
        livy.awaitPool("\"ready\":1");

        assertThat(livy.drivers.driver(1).spec().session()).isEqualTo("warm-1");
    }

    private List<String> lines(String journal) throws IOException {
        return Files.readAllLines(livy.stateDir.resolve("journal/" + journal + ".jsonl"));
    }

    private void edit(String journal, java.util.function.UnaryOperator<List<String>> change) throws IOException {
        Files.write(livy.stateDir.resolve("journal/" + journal + ".jsonl"), change.apply(lines(journal)));
    }
}
