package org.sparklaunch.livy.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparklaunch.livy.server.ServerFixture.Answer;
import org.sparklaunch.livy.settings.AccessConfig;

/** Line 31 of the checklist, for a server that impersonates; {@link OperationTest} has the other one. */
class ImpersonationTest {
    private static final String[] ALICE = {"Authorization", "Bearer alice"};
    private static final String[] HUE = {"Authorization", "Bearer hue"};

    @TempDir
    Path folder;

    private ServerFixture livy;

    @BeforeEach
    void start() {
        livy = new ServerFixture(
                folder, new AccessConfig(true, Set.of("hue"), false, Set.of("*"), Set.of(), Set.of(), false));
        for (String user : new String[] {"alice", "bob", "hue"}) {
            TokenApiTest.grant(livy, user, user, 60);
        }
    }

    @AfterEach
    void stop() throws IOException {
        livy.close();
    }

    @Test
    void sessionRunsAsItsRequester() {
        Answer created = livy.post("/sessions", "{}", ALICE);

        assertThat(created.body()).contains("\"owner\":\"alice\",\"proxyUser\":\"alice\"");
        assertThat(livy.drivers.driver(0).spec().proxyUser()).isEqualTo("alice");
    }

    @Test
    void superuserMayImpersonate() {
        Answer created = livy.post("/sessions", "{\"proxyUser\":\"bob\"}", HUE);

        assertThat(created.body()).contains("\"owner\":\"hue\",\"proxyUser\":\"bob\"");
        assertThat(livy.drivers.driver(0).spec().proxyUser()).isEqualTo("bob");
    }

    @Test
    void doAsTakesPrecedenceOverTheBody() {
        Answer created = livy.post("/sessions?doAs=alice", "{\"proxyUser\":\"bob\"}", HUE);

        assertThat(created.body()).contains("\"owner\":\"hue\",\"proxyUser\":\"alice\"");
    }

    @Test
    void impersonationByOthersIsRefusedWithLivysMessage() {
        Answer refused = livy.post("/sessions", "{\"proxyUser\":\"bob\"}", ALICE);

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.body()).isEqualTo("{\"msg\":\"User 'alice' not allowed to impersonate 'Some(bob)'.\"}");
        assertThat(livy.drivers.all()).isEmpty();
    }

    @Test
    void namingTheOwnUserDoesNotImpersonate() {
        assertThat(livy.post("/sessions?doAs=alice", "{}", ALICE).status()).isEqualTo(201);
    }

    @Test
    void callerWithoutANameCannotImpersonate() {
        assertThat(livy.post("/sessions", "{\"proxyUser\":\"bob\"}").status()).isEqualTo(403);
        assertThat(livy.get("/sessions?doAs=bob").status()).isEqualTo(403);
    }

    @Test
    void sqlOnlyTokenCannotImpersonate() {
        livy.send(
                "PUT",
                "/spark-launch/tokens/" + TokenApiTest.hash("narrow"),
                "{\"user\":\"hue\",\"ttlSeconds\":60,\"sqlOnly\":true}",
                "Authorization",
                "Service " + ServerFixture.SERVICE_KEY);

        assertThat(livy.post("/sessions", "{\"proxyUser\":\"bob\"}", "Authorization", "Bearer narrow")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void userThatASessionRunsAsMayUseIt() {
        livy.post("/sessions", "{\"proxyUser\":\"alice\"}", HUE);

        assertThat(livy.get("/sessions/0", ALICE).status()).isEqualTo(200);
        assertThat(livy.get("/sessions/0", "Authorization", "Bearer bob").status())
                .isEqualTo(404);
    }

    @Test
    void readForAnotherUserShowsWhatThatUserSees() {
        livy.post("/sessions", "{}", ALICE);

        assertThat(livy.get("/sessions?doAs=alice", HUE).body()).contains("\"total\":1");
        assertThat(livy.get("/sessions?doAs=bob", HUE).body()).contains("\"total\":0");
    }

    @Test
    void warmDriverServesNoImpersonatedSession() {
        livy.post("/sessions", "{}", ALICE);

        assertThat(livy.get("/spark-launch/sessions/0/start", ALICE).body()).contains("\"start\":\"cold\"");
    }

    @Test
    void batchRunsAsItsRequester() throws IOException {
        Answer created = livy.submit("sleep 9", "", ALICE);

        assertThat(created.body()).contains("\"owner\":\"alice\",\"proxyUser\":\"alice\"");
        Awaitility.await().until(() -> Files.exists(commandLine()));
        assertThat(Files.readString(commandLine())).contains("--proxy-user\nalice\n");
    }

    private Path commandLine() {
        return folder.resolve("state/batches/0/work/command-line");
    }

    @Test
    void unusableNameIsRefused() {
        assertThat(livy.post("/sessions", "{\"proxyUser\":\"a\\nb\"}", HUE).status())
                .isEqualTo(400);
    }

    @Test
    void userOfASessionSurvivesARestart() throws IOException {
        livy.post("/sessions", "{\"proxyUser\":\"bob\"}", HUE);

        livy.crashAndRestart();

        assertThat(livy.get("/sessions/0", HUE).body()).contains("\"owner\":\"hue\",\"proxyUser\":\"bob\"");
    }
}
