package org.sparklaunch.querytracker.livy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.sparklaunch.authentication.ServiceKey;
import org.sparklaunch.querytracker.livy.LivyException.Reason;
import org.sparklaunch.querytracker.testing.FakeLivy;
import org.sparklaunch.querytracker.token.Token;

class LivyEndpointTest {
    private static final Duration TTL = Duration.ofMinutes(1);

    private final Token token = Token.generate();

    @Test
    void stockServerIsRefusedBecauseItDoesNotVerifyTokens() {
        try (FakeLivy stock = FakeLivy.stock()) {
            LivyEndpoint server = new LivyEndpoint(stock.address(), new LivyCredentials(ServiceKey.of("key"), false));

            assertThatThrownBy(() -> server.register(token.hash(), "alice", TTL))
                    .hasMessageContaining("does not verify tokens")
                    .hasMessageContaining("--allow-unverified-users");
        }
    }

    @Test
    void stockServerReceivesTheUserWhenAllowed() throws InterruptedException {
        try (FakeLivy stock = FakeLivy.stock()) {
            LivyEndpoint server = new LivyEndpoint(stock.address(), new LivyCredentials(null, true));
            server.register(token.hash(), "alice", TTL);

            LivySession session = server.actAs(token, "alice").create("s", Map.of());

            assertThat(stock.proxyUser(session.id())).isEqualTo("alice");
        }
    }

    @Test
    void missingServiceKeyIsNamed() {
        try (FakeLivy livy = FakeLivy.extended()) {
            LivyEndpoint server = new LivyEndpoint(livy.address(), new LivyCredentials(null, false));

            assertThatThrownBy(() -> server.register(token.hash(), "alice", TTL))
                    .hasMessageContaining("--service-key-file");
        }
    }

    @Test
    void wrongServiceKeyIsUnauthorized() {
        try (FakeLivy livy = FakeLivy.extended()) {
            LivyEndpoint server = new LivyEndpoint(livy.address(), new LivyCredentials(ServiceKey.of("wrong"), false));

            assertReason(() -> server.register(token.hash(), "alice", TTL), Reason.UNAUTHORIZED);
        }
    }

    @Test
    void sessionLimitIsDistinguishedFromOtherRefusals() throws InterruptedException {
        try (FakeLivy livy = FakeLivy.extended()) {
            livy.limit(0);
            LivyEndpoint server =
                    new LivyEndpoint(livy.address(), new LivyCredentials(ServiceKey.of(FakeLivy.SERVICE_KEY), false));
            server.register(token.hash(), "alice", TTL);
            LivyClient client = server.actAs(token, "alice");

            assertReason(() -> client.create("s", Map.of()), Reason.TOO_MANY_SESSIONS);
        }
    }

    @Test
    void tokenIsMadeGoodThoughTheConnectionBreaks() throws InterruptedException {
        try (FakeLivy livy = FakeLivy.extended()) {
            livy.loseAnswer("PUT /spark-launch/tokens");
            LivyEndpoint server =
                    new LivyEndpoint(livy.address(), new LivyCredentials(ServiceKey.of(FakeLivy.SERVICE_KEY), false));

            server.register(token.hash(), "alice", TTL);

            assertThat(livy.tokens()).isOne();
        }
    }

    @Test
    void creationIsNotRepeatedWhenItsAnswerIsLost() throws InterruptedException {
        try (FakeLivy livy = FakeLivy.extended()) {
            LivyEndpoint server =
                    new LivyEndpoint(livy.address(), new LivyCredentials(ServiceKey.of(FakeLivy.SERVICE_KEY), false));
            server.register(token.hash(), "alice", TTL);
            livy.loseAnswer("POST /sessions");
            LivyClient client = server.actAs(token, "alice");

            assertReason(() -> client.create("s", Map.of()), Reason.UNREACHABLE);
            assertThat(livy.sessionIds()).hasSize(1);
        }
    }

    @Test
    void serverWithoutAListenerIsAway() {
        LivyEndpoint server =
                new LivyEndpoint(URI.create("http://127.0.0.1:1"), new LivyCredentials(ServiceKey.of("key"), false));

        assertReason(server::isExtended, Reason.AWAY);
    }

    @Test
    void credentialsHideTheKey() {
        assertThat(new LivyCredentials(ServiceKey.of("very-secret"), false).toString())
                .doesNotContain("very-secret");
        assertThatCode(() -> new LivyCredentials(null, false).toString()).doesNotThrowAnyException();
    }

    private static void assertReason(org.assertj.core.api.ThrowableAssert.ThrowingCallable call, Reason reason) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        LivyException.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }
}
