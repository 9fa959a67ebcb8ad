package org.sparklaunch.livy.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparklaunch.authentication.audit.AuditLog;
import org.sparklaunch.livy.server.ServerFixture.Answer;
import org.sparklaunch.livy.settings.AccessConfig;
import org.sparklaunch.livy.settings.LivyConfig.SharingConfig;

/** Sessions and batches whose user loses rights while they run. */
class RevocationTest {
    private static final String[] CODER = {"Authorization", "Bearer coder"};
    private static final String[] ALICE = {"Authorization", "Bearer alice"};
    private static final String[] HUE = {"Authorization", "Bearer hue"};
    private static final String BEFORE = """
            contact data-team@example.org
            group coders = coder
            allow @coders code
            allow alice read database sales
            """;
    private static final String WITHOUT_CODE = "contact data-team@example.org\nallow alice read database sales\n";
    private static final String REASON =
            "the policy does not permit coder to run code any more; use a session of kind sql,"
                    + " or ask data-team@example.org for the right 'code'";

    /** A policy that took rights away for as long counts. */
    private static final Duration LASTING = Duration.ofSeconds(5);

    @TempDir
    Path folder;

    private ServerFixture livy;

    @AfterEach
    void stop() throws IOException {
        livy.close();
    }

    private void start() throws IOException {
        policy(BEFORE);
        livy = new ServerFixture(folder);
        tokens();
    }

    private void tokens() {
        for (String user : List.of("coder", "alice", "hue")) {
            TokenApiTest.grant(livy, user, user, 600);
        }
    }

    private void policy(String rules) throws IOException {
        Files.writeString(folder.resolve("policy"), rules);
    }

    /** Changes the policy for long enough. */
    private void change(String rules) throws IOException {
        changeForAMoment(rules);
        livy.clock.turn(LASTING);
        livy.sweep();
    }

    /** The first sweeps read the policy, the second ones judge what is open. */
    private void changeForAMoment(String rules) throws IOException {
        policy(rules);
        livy.sweep();
        livy.sweep();
    }

    private String log(String path, String... user) {
        return livy.get(path + "/log", user).body();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"kind\":\"spark\"}", "{\"kind\":\"sql\"}", "{\"kind\":\"spark\",\"name\":\"named\"}"})
    void sessionEndsWithAReasonWhenItsUserLosesTheRightToRunCode(String request) throws IOException {
        start();
        livy.idleSession(request, CODER);

        change(WITHOUT_CODE);

        livy.awaitState("/sessions/0", "dead", CODER);
        assertThat(log("/sessions/0", CODER)).contains("Session 0 was ended: " + REASON + ".");
        assertThat(livy.drivers.driver(0).isAlive()).isFalse();
    }

    @Test
    void runningStatementShowsTheReason() throws IOException {
        start();
        livy.idleSession("{\"kind\":\"sql\"}", CODER);
        livy.post("/sessions/0/statements", "{\"code\":\"hold\"}", CODER);
        await().until(() -> livy.get("/sessions/0/statements/0", CODER).body().contains("\"state\":\"running\""));

        change(WITHOUT_CODE);

        livy.awaitState("/sessions/0", "dead", CODER);
        assertThat(livy.get("/spark-launch/sessions/0/statements/0", CODER)
                        .json()
                        .at("/statement/output/evalue")
                        .asText())
                .isEqualTo("The session ended before the statement did. Session 0 was ended: " + REASON + ".");
    }

    @Test
    void startingSessionEndsToo() throws IOException {
        start();
        livy.drivers.startSlowly();
        livy.post("/sessions", "{\"kind\":\"spark\"}", CODER);

        change(WITHOUT_CODE);

        livy.awaitState("/sessions/0", "dead", CODER);
    }

    @Test
    void batchEndsWithAReason() throws IOException {
        start();
        livy.submit("sleep 60", "", CODER);

        change(WITHOUT_CODE);

        livy.awaitState("/batches/0", "killed", CODER);
        assertThat(log("/batches/0", CODER)).contains("Batch 0 was ended: " + REASON + ".");
    }

    @Test
    void userInWhoseNameASessionRunsIsJudged() throws IOException {
        policy(BEFORE);
        livy = new ServerFixture(
                folder, new AccessConfig(true, Set.of("hue"), false, Set.of("*"), Set.of(), Set.of(), false));
        tokens();
        livy.idleSession("{\"kind\":\"spark\",\"proxyUser\":\"coder\"}", HUE);

        change("allow hue code\n");

        livy.awaitState("/sessions/0", "dead", HUE);
    }

    @Test
    void sessionsOfOthersContinue() throws IOException {
        start();
        livy.idleSession("{\"kind\":\"spark\"}", CODER);
        livy.idleSession("{\"kind\":\"sql\"}", ALICE);

        change("allow coder code\nallow alice read database other\n");

        livy.awaitState("/sessions/0", "idle", CODER);
        livy.awaitState("/sessions/1", "idle", ALICE);
    }

    @Test
    void sqlSessionEndsWhenItsUserHasNoRightLeft() throws IOException {
        start();
        livy.idleSession("{\"kind\":\"sql\"}", ALICE);

        change("contact data-team@example.org\nallow bob read database sales\n");

        livy.awaitState("/sessions/0", "dead", ALICE);
        assertThat(log("/sessions/0", ALICE))
                .contains("the policy gives alice no right any more; ask data-team@example.org");
    }

    @Test
    void sqlSessionOfAUserWhoNeverHadARightContinues() throws IOException {
        start();
        livy.idleSession("{\"kind\":\"sql\"}", HUE);

        change(WITHOUT_CODE);

        livy.awaitState("/sessions/0", "idle", HUE);
    }

    @Test
    void unreadableChangeRevokesNothing() throws IOException {
        start();
        livy.idleSession("{\"kind\":\"spark\"}", CODER);

        change("permit everything\n");

        livy.awaitState("/sessions/0", "idle", CODER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "contact data-team@example.org\n", "allow alice read"})
    void policyFileThatIsBeingWrittenRevokesNothing(String half) throws IOException {
        start();
        livy.idleSession("{\"kind\":\"spark\"}", CODER);
        livy.idleSession("{\"kind\":\"sql\"}", ALICE);
        livy.submit("sleep 60", "", CODER);

        changeForAMoment(half);
        change(BEFORE);

        livy.awaitState("/sessions/0", "idle", CODER);
        livy.awaitState("/sessions/1", "idle", ALICE);
        livy.awaitState("/batches/0", "running", CODER);
    }

    @Test
    void policyThatChangedWhileNoServerRanAppliesToRecoveredSessionsAndBatches() throws IOException {
        start();
        livy.idleSession("{\"kind\":\"spark\"}", CODER);
        livy.submit("sleep 60", "", CODER);
        livy.crash();
        policy(WITHOUT_CODE);

        livy.restart();
        livy.sweep();
        livy.clock.turn(LASTING);
        livy.sweep();

        livy.awaitState("/sessions/0", "dead", CODER);
        livy.awaitState("/batches/0", "killed", CODER);
        assertThat(log("/sessions/0", CODER)).contains(REASON);
    }

    @Test
    void guestsOfASharedDriverEndAndTheDriverWithThem() throws IOException {
        policy(BEFORE);
        livy = new ServerFixture(folder, 0, new SharingConfig(true, 4));
        tokens();
        livy.idleSession("{\"kind\":\"sql\"}", CODER);
        livy.idleSession("{\"kind\":\"sql\"}", CODER);

        change(WITHOUT_CODE);

        livy.awaitState("/sessions/0", "dead", CODER);
        livy.awaitState("/sessions/1", "dead", CODER);
        // Without waiting for the minute in which it would take other sessions.
        await().until(() -> !livy.drivers.driver(0).isAlive());
    }

    @Test
    void nextSessionOfTheUserRunsSqlOnly() throws IOException {
        start();
        livy.idleSession("{\"kind\":\"spark\"}", CODER);
        change(WITHOUT_CODE);
        livy.awaitState("/sessions/0", "dead", CODER);

        livy.idleSession("{\"kind\":\"sql\"}", CODER);

        Answer code = livy.post("/sessions/1/statements", "{\"code\":\"1\",\"kind\":\"spark\"}", CODER);
        assertThat(code.status()).isEqualTo(403);
    }

    @Test
    void revocationsAreInTheAuditLog() throws IOException {
        start();
        livy.idleSession("{\"kind\":\"spark\"}", CODER);
        livy.submit("sleep 60", "", CODER);

        change(WITHOUT_CODE);

        List<JsonNode> events = Files.readAllLines(livy.stateDir.resolve(AuditLog.FILE)).stream()
                .map(ServerFixture::json)
                .filter(event -> event.path("action").asText().startsWith("revoke_"))
                .toList();
        assertThat(events)
                .extracting(event ->
                        event.path("action").asText() + " " + event.path("user").asText() + " " + event.path("object")
                                + " " + event.path("verdict").asText())
                .containsExactlyInAnyOrder(
                        "revoke_session coder {\"session\":\"0\"} refused",
                        "revoke_batch coder {\"batch\":\"0\"} refused");
    }
}
