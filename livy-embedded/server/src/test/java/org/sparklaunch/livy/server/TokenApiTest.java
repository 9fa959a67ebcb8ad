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
import org.sparklaunch.authentication.ServiceKey;
import org.sparklaunch.authentication.ServiceRequest;
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
    void trackersKeyRegistersTokensForSqlOnly() {
        ServiceKey key = ServiceKey.of(ServiceKey.of(ServerFixture.SERVICE_KEY).forTracker());

        assertThat(proven(key, "{\"user\":\"alice\",\"ttlSeconds\":60}").status())
                .isEqualTo(403);
        assertThat(proven(key, "{\"user\":\"alice\",\"ttlSeconds\":60,\"sqlOnly\":true}")
                        .status())
                .isEqualTo(200);
        assertThat(livy.post("/batches", "{\"file\":\"x.py\"}", "Authorization", "Bearer t")
                        .body())
                .contains("SQL");
    }

    @Test
    void trackersKeyDoesNotTouchTokensForEverything() {
        ServiceKey key = ServiceKey.of(ServiceKey.of(ServerFixture.SERVICE_KEY).forTracker());
        grant(livy, "t", "alice", 60);

        Answer changed = proven(key, "{\"user\":\"eve\",\"ttlSeconds\":60,\"sqlOnly\":true}");

        assertThat(changed.status()).isEqualTo(403);
        assertThat(livy.get("/sessions", "Authorization", "Bearer t").status()).isEqualTo(200);
    }

    @Test
    void trackersKeyIsNotAcceptedInClear() {
        String key = ServiceKey.of(ServerFixture.SERVICE_KEY).forTracker();

        Answer answer = livy.send(
                "PUT",
                "/spark-launch/tokens/" + hash("t"),
                "{\"user\":\"alice\",\"ttlSeconds\":60,\"sqlOnly\":true}",
                "Authorization",
                "Service " + key);

        assertThat(answer.status()).isEqualTo(401);
    }

    @Test
    void proofForAnotherPortOfThisMachineIsRefused() {
        ServiceKey key = ServiceKey.of(ServerFixture.SERVICE_KEY);
        String body = "{\"user\":\"eve\",\"ttlSeconds\":60}";
        String path = "/spark-launch/tokens/" + hash("t");
        String proof = new ServiceRequest("PUT", "127.0.0.1:1", path, body.getBytes(StandardCharsets.UTF_8))
                .prove(key, livy.clock.instant());

        assertThat(livy.send("PUT", path, body, "Authorization", proof).status())
                .isEqualTo(401);
    }

    private Answer proven(ServiceKey key, String body) {
        String path = "/spark-launch/tokens/" + hash("t");
        String proof = new ServiceRequest(
                        "PUT", livy.address().getAuthority(), path, body.getBytes(StandardCharsets.UTF_8))
                .prove(key, livy.clock.instant());
        return livy.send("PUT", path, body, "Authorization", proof);
    }

    @Test
    void noTokenIsEverOnDisk() throws IOException {
        grant(livy, "canary-token", "alice", 60);

        assertThat(Files.readString(livy.stateDir.resolve("journal/tokens.jsonl")))
                .contains(hash("canary-token"))
                .doesNotContain("canary-token");
    }

    private static void grantForSql(ServerFixture livy, String token, String user) {
        livy.send(
                "PUT",
                "/spark-launch/tokens/" + hash(token),
                "{\"user\":\"" + user + "\",\"ttlSeconds\":60,\"sqlOnly\":true}",
                "Authorization",
                SERVICE);
    }

    @Test
    void sqlOnlyTokenDoesNotReachSessionsWithoutOwner() {
        livy.idleSession("{\"kind\":\"spark\"}");
        grantForSql(livy, "s", "alice");

        assertThat(livy.get("/sessions", "Authorization", "Bearer s").body()).contains("\"total\":0");
        assertThat(livy.post("/sessions/0/statements", "{\"code\":\"1\"}", "Authorization", "Bearer s")
                        .status())
                .isEqualTo(404);
        assertThat(livy.send("DELETE", "/sessions/0", "", "Authorization", "Bearer s")
                        .status())
                .isEqualTo(404);
        assertThat(livy.get("/sessions").body()).contains("\"total\":1");
    }

    @Test
    void sqlOnlyTokenDoesNotReachCodeSessionsOfItsUser() {
        grant(livy, "a", "alice", 60);
        grantForSql(livy, "s", "alice");
        livy.post("/sessions", "{\"kind\":\"spark\"}", "Authorization", "Bearer a");

        assertThat(livy.get("/sessions/0", "Authorization", "Bearer a").status())
                .isEqualTo(200);
        assertThat(livy.get("/sessions/0", "Authorization", "Bearer s").status())
                .isEqualTo(404);
        assertThat(livy.post("/sessions/0/submit-job", "{\"job\":\"AA==\"}", "Authorization", "Bearer s")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void sqlOnlyTokenReachesItsOwnSession() {
        grantForSql(livy, "s", "alice");
        livy.post("/sessions", "{\"kind\":\"sql\"}", "Authorization", "Bearer s");

        assertThat(livy.get("/sessions/0", "Authorization", "Bearer s").status())
                .isEqualTo(200);
    }
}
