package org.sparklaunch.livy.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sparklaunch.livy.server.ServerFixture.Answer;
import org.sparklaunch.livy.settings.AccessConfig;

/** Line 32 of the checklist: one session of alice's, and who gets how far with it. */
class AccessListTest {
    @TempDir
    Path folder;

    private ServerFixture livy;

    @BeforeEach
    void start() {
        Set<String> allowed = Set.of("alice", "root", "modifier", "viewer", "other");
        livy = new ServerFixture(
                folder,
                new AccessConfig(false, Set.of("root"), true, allowed, Set.of("modifier"), Set.of("viewer"), false));
        for (String user : new String[] {"alice", "root", "modifier", "viewer", "other", "stranger"}) {
            TokenApiTest.grant(livy, user, user, 60);
        }
        livy.post("/sessions", "{\"kind\":\"sql\",\"conf\":{\"spark.sql.word\":\"canary\"}}", as("alice"));
        livy.awaitState("/sessions/0", "idle", as("alice"));
        livy.post("/sessions/0/statements", "{\"code\":\"select 1\"}", as("alice"));
        livy.submit("sleep 9", "", as("alice"));
    }

    @AfterEach
    void stop() throws IOException {
        livy.close();
    }

    private static String[] as(String user) {
        return new String[] {"Authorization", "Bearer " + user};
    }

    @ParameterizedTest
    @CsvSource({
        "/sessions/0,            200, 200, 200, 200",
        "/sessions/0/state,      200, 200, 200, 200",
        "/batches/0,             200, 200, 200, 200",
        "/batches/0/state,       200, 200, 200, 200",
        "/sessions/0/log,        200, 200, 200, 403",
        "/sessions/0/statements, 200, 200, 200, 403",
        "/sessions/0/statements/0, 200, 200, 200, 403",
        "/batches/0/log,         200, 200, 200, 403",
        "/ui/session/0/log,      200, 200, 200, 403",
    })
    void looks(String path, int root, int modifier, int viewer, int other) {
        assertThat(new int[] {
                    livy.get(path, as("root")).status(),
                    livy.get(path, as("modifier")).status(),
                    livy.get(path, as("viewer")).status(),
                    livy.get(path, as("other")).status()
                })
                .containsExactly(root, modifier, viewer, other);
    }

    @ParameterizedTest
    @CsvSource({
        "/sessions/0/statements,          200, 403, 403",
        "/sessions/0/statements/0/cancel, 200, 403, 403",
        "/sessions/0/connect,             200, 403, 403",
        "/sessions/0/completion,          200, 403, 403",
        "/spark-launch/sessions/0/statements, 200, 403, 403",
    })
    void works(String path, int modifier, int viewer, int other) {
        String body = "{\"code\":\"select 2\",\"kind\":\"sql\"}";

        assertThat(new int[] {
                    livy.post(path, body, as("modifier")).status() / 100 * 100,
                    livy.post(path, body, as("viewer")).status(),
                    livy.post(path, body, as("other")).status()
                })
                .containsExactly(modifier, viewer, other);
    }

    @Test
    void callerWithoutAccessSeesStateAndOwnerOnly() {
        Answer answer = livy.get("/sessions/0", as("other"));

        assertThat(answer.body()).contains("\"owner\":\"alice\"", "\"state\":\"", "\"log\":[]", "\"conf\":{}");
        assertThat(livy.get("/sessions", as("other")).body())
                .contains("\"total\":1", "\"log\":[]")
                .doesNotContain("canary");
    }

    @Test
    void viewersSeeAll() {
        assertThat(livy.get("/sessions/0", as("viewer")).body()).contains("canary", "\"stdout: \"");
    }

    @Test
    void refusalHasNoBody() {
        assertThat(livy.delete("/sessions/0", as("viewer")))
                .extracting(Answer::status, Answer::body)
                .containsExactly(403, "");
    }

    @Test
    void modifierMayEndIt() {
        assertThat(livy.delete("/sessions/0", as("modifier")).status()).isEqualTo(200);
    }

    @Test
    void callerWhoIsNotAllowedGetsJettysPage() {
        Answer answer = livy.get("/version", as("stranger"));

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.header("Content-Type")).startsWith("text/html");
        assertThat(answer.body()).contains("User not authorised to use Livy.");
    }

    @Test
    void callerWithoutANameIsNotAllowed() {
        assertThat(livy.get("/sessions").status()).isEqualTo(403);
        assertThat(livy.get("/spark-launch/health").status()).isEqualTo(200);
    }

    @Test
    void withoutImpersonationDoAsIsIgnored() {
        assertThat(livy.get("/sessions/0/log?doAs=alice", as("other")).status()).isEqualTo(403);
    }
}
