package org.sparklaunch.livy.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparklaunch.authentication.audit.AuditLog;

class AuditTest {
    private static final String ALICE = "alice:$2b$04$abcdefghijklmnopqrstuuetGRvO6QNMBbbIoo5tpQkbPXg26U9Qu";

    @TempDir
    Path folder;

    private ServerFixture livy;

    @AfterEach
    void stop() throws IOException {
        livy.close();
    }

    private static String[] basic(String pair) {
        return new String[] {
            "Authorization", "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8))
        };
    }

    private Path file() {
        return livy.stateDir.resolve(AuditLog.FILE);
    }

    private List<JsonNode> events(String action) throws IOException {
        return Files.readAllLines(file()).stream()
                .map(ServerFixture::json)
                .filter(event -> event.path("action").asText().equals(action))
                .toList();
    }

    private JsonNode only(String action) throws IOException {
        assertThat(events(action)).hasSize(1);
        return events(action).get(0);
    }

    @Test
    void sessionAndStatementAreLoggedWithTheirIds() throws IOException {
        livy = new ServerFixture(folder);
        livy.idleSession("{\"kind\":\"sql\",\"conf\":{\"spark.x.password\":\"canary-conf\"}}");
        livy.run("/sessions/0", "canary-code");
        livy.delete("/sessions/0");

        assertThat(only("create_session").path("object").path("session").asText())
                .isEqualTo("0");
        assertThat(only("run_statement").path("object").path("statement").asText())
                .isEqualTo("0");
        assertThat(only("run_statement").path("object").path("code_characters").asText())
                .isEqualTo("11");
        assertThat(only("end_statement").path("verdict").asText()).isEqualTo("allowed");
        assertThat(only("kill_session").path("verdict").asText()).isEqualTo("allowed");
        await().untilAsserted(() -> assertThat(events("end_session")).hasSize(1));
        assertThat(file()).content().doesNotContain("canary");
    }

    @Test
    void whatAStatementUsedIsLoggedWithItsEnd() throws IOException {
        livy = new ServerFixture(folder);
        livy.idleSession("{\"kind\":\"sql\"}");
        livy.run("/sessions/0", "use");
        livy.run("/sessions/0", "nothing");

        assertThat(events("end_statement"))
                .extracting(event ->
                        event.path("reads").toString() + event.path("writes").toString())
                .containsExactly("[\"table default.t\"][\"path /lab/out\"]", "");
    }

    @Test
    void tokensAreLoggedWithoutTheirHash() throws IOException {
        livy = new ServerFixture(folder);
        TokenApiTest.grant(livy, "canary-token", "alice", 60);
        livy.post("/sessions", "{}", "Authorization", "Bearer canary-token");
        livy.post("/sessions", "{}", "Authorization", "Bearer canary-wrong");

        assertThat(only("grant_token").path("object").path("for_user").asText()).isEqualTo("alice");
        assertThat(events("create_session"))
                .extracting(event -> event.path("user").asText() + " "
                        + event.path("verdict").asText())
                .containsExactly("alice allowed", " refused");
        assertThat(file()).content().doesNotContain("canary").doesNotContain(TokenApiTest.hash("canary-token"));
    }

    @Test
    void loginsAndRefusalsAreLogged() throws IOException {
        Files.writeString(folder.resolve("passwords"), ALICE + "\n");
        Files.writeString(folder.resolve("authentication"), "password.file=" + folder.resolve("passwords") + "\n");
        livy = new ServerFixture(folder);
        livy.get("/sessions", basic("alice:wonder"));
        livy.get("/sessions", basic("alice:wonder"));
        livy.get("/sessions", basic("alice:canary-wrong"));
        livy.get("/sessions");

        assertThat(events("login"))
                .extracting(event -> event.path("user").asText() + " "
                        + event.path("verdict").asText())
                .containsExactly("alice allowed", " refused");
        assertThat(only("read").path("verdict").asText()).isEqualTo("refused");
        assertThat(file()).content().doesNotContain("canary").doesNotContain("wonder");
    }

    @Test
    void foreignSessionIsLoggedAsFailed() throws IOException {
        livy = new ServerFixture(folder);
        TokenApiTest.grant(livy, "a", "alice", 60);
        TokenApiTest.grant(livy, "b", "bob", 60);
        livy.post("/sessions", "{}", "Authorization", "Bearer a");

        livy.delete("/sessions/0", "Authorization", "Bearer b");

        assertThat(only("kill_session").path("user").asText()).isEqualTo("bob");
        assertThat(only("kill_session").path("verdict").asText()).isEqualTo("failed");
    }

    @Test
    void logIsForItsOwnerOnlyAndPartOfTheHealth() throws IOException {
        livy = new ServerFixture(folder);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
        assertThat(livy.get("/spark-launch/health")
                        .json()
                        .path("checks")
                        .path("audit_log")
                        .asText())
                .isEqualTo("ok");
    }

    @Test
    void controlCharactersInTheUserOfATokenAreRefused() {
        livy = new ServerFixture(folder);

        assertThat(TokenApiTest.grant(livy, "t", "a\\nroot", 60).status()).isEqualTo(400);
        assertThat(TokenApiTest.grant(livy, "t", "a\\u0000", 60).status()).isEqualTo(400);
        assertThat(TokenApiTest.grant(livy, "t", "a\\u0085", 60).status()).isEqualTo(400);
    }
}
