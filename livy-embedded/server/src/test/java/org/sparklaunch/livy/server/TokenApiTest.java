package org.sparklaunch.livy.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparklaunch.livy.server.ServerFixture.Answer;

class TokenApiTest {
    private static final String SERVICE = "Service " + ServerFixture.SERVICE_KEY;

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

    static Answer grant(ServerFixture livy, String token, String user, int seconds) {
        return livy.send(
                "PUT",
                "/spark-launch/tokens/" + hash(token),
                "{\"user\":\"" + user + "\",\"ttlSeconds\":" + seconds + "}",
                "Authorization",
                SERVICE);
    }

    static String hash(String token) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void sessionBelongsToTheUserOfItsToken() {
        grant(livy, "a", "alice", 60);
        grant(livy, "b", "bob", 60);

        Answer created = livy.post("/sessions", "{}", "Authorization", "Bearer a");

        assertThat(created.body()).contains("\"owner\":\"alice\"");
        assertThat(livy.get("/sessions/0", "Authorization", "Bearer a").status())
                .isEqualTo(200);
        assertThat(livy.get("/sessions/0", "Authorization", "Bearer b").body())
                .isEqualTo("{\"msg\":\"Session '0' not found.\"}");
        assertThat(livy.delete("/sessions/0").status()).isEqualTo(404);
        assertThat(livy.get("/sessions").body()).contains("\"total\":0");
    }

    @Test
    void unknownTokenIsRefusedEvenWhereNoneIsRequired() {
        Answer answer = livy.get("/version", "Authorization", "Bearer nobody");

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.body()).startsWith("{\"msg\":\"");
    }

    @Test
    void tokenExpiresUnlessItIsExtended() {
        grant(livy, "short", "alice", 60);
        grant(livy, "long", "alice", 60);
        livy.clock.turn(Duration.ofSeconds(50));
        grant(livy, "long", "alice", 60);

        livy.clock.turn(Duration.ofSeconds(20));

        assertThat(livy.get("/sessions", "Authorization", "Bearer short").status())
                .isEqualTo(401);
        assertThat(livy.get("/sessions", "Authorization", "Bearer long").status())
                .isEqualTo(200);
    }

    @Test
    void revokedTokenIsRefusedAtOnce() {
        grant(livy, "t", "alice", 60);

        livy.delete("/spark-launch/tokens/" + hash("t"), "Authorization", SERVICE);

        assertThat(livy.get("/sessions", "Authorization", "Bearer t").status()).isEqualTo(401);
    }

    @Test
    void onlyTheServiceKeyManagesTokens() {
        Answer without = livy.send("PUT", "/spark-launch/tokens/" + hash("t"), "{\"user\":\"eve\",\"ttlSeconds\":9}");

        assertThat(without.status()).isEqualTo(401);
    }

    @Test
    void noTokenIsEverOnDisk() throws IOException {
        grant(livy, "canary-token", "alice", 60);

        assertThat(Files.readString(livy.stateDir.resolve("journal/tokens.jsonl")))
                .contains(hash("canary-token"))
                .doesNotContain("canary-token");
    }
}
