package org.sparklaunch.livy.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparklaunch.livy.server.ServerFixture.Answer;
import org.sparklaunch.livy.settings.ConfigException;

/** A server that wants to know who calls; what proves it is tested with the authenticators. */
class AuthenticationApiTest {
    /** The password is "wonder". */
    private static final String ALICE = "alice:$2b$04$abcdefghijklmnopqrstuuetGRvO6QNMBbbIoo5tpQkbPXg26U9Qu";

    @TempDir
    Path folder;

    private ServerFixture livy;

    @BeforeEach
    void start() throws IOException {
        Files.writeString(folder.resolve("passwords"), ALICE + "\n");
        Files.writeString(folder.resolve("authentication"), "password.file=" + folder.resolve("passwords") + "\n");
        livy = new ServerFixture(folder);
    }

    @AfterEach
    void stop() throws IOException {
        livy.close();
    }

    private static String[] basic(String pair) {
        return new String[] {
            "Authorization", "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8))
        };
    }

    @Test
    void missingCredentialsAreRefusedWithAChallenge() {
        Answer answer = livy.get("/sessions");

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("WWW-Authenticate")).isEqualTo("Basic realm=\"spark-launch\"");
    }

    @Test
    void wrongPasswordIsRefused() {
        assertThat(livy.get("/version", basic("alice:canary-wrong")).status()).isEqualTo(401);
    }

    @Test
    void sessionBelongsToTheAuthenticatedUser() {
        Answer created = livy.post("/sessions", "{}", basic("alice:wonder"));

        assertThat(created.status()).isEqualTo(201);
        assertThat(created.body()).contains("\"owner\":\"alice\"");
    }

    @Test
    void registeredTokenIsAccepted() {
        TokenApiTest.grant(livy, "b", "bob", 60);

        assertThat(livy.get("/sessions", "Authorization", "Bearer b").status()).isEqualTo(200);
        assertThat(livy.get("/sessions", "Authorization", "Bearer c").status()).isEqualTo(401);
    }

    @Test
    void supervisorsSeeTheHealth() {
        assertThat(livy.get("/spark-launch/health").status()).isEqualTo(200);
    }

    @Test
    void invalidFileIsRefusedAtTheStart() throws IOException {
        Path other = Files.createDirectory(folder.resolve("other"));
        Files.writeString(other.resolve("authentication"), "pasword.file=x\n");

        assertThatThrownBy(() -> new ServerFixture(other))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("[pasword.file]");
    }
}
