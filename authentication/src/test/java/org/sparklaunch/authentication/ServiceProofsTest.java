package org.sparklaunch.authentication;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServiceProofsTest {
    private static final ServiceKey KEY = ServiceKey.of("0123456789abcdef0123456789abcdef");
    private static final Instant NOW = Instant.parse("2026-11-29T00:00:00Z");
    private static final ServiceRequest REQUEST = request("PUT", "127.0.0.1:8998", "/spark-launch/tokens/a", "{}");

    private final ServiceProofs proofs = new ServiceProofs(() -> NOW);

    @Test
    void proofOfTheKeyIsAcceptedOnce() {
        String proof = REQUEST.prove(KEY, NOW);

        assertThat(proofs.accept(KEY, REQUEST, proof)).isTrue();
        assertThat(proofs.accept(KEY, REQUEST, proof)).isFalse();
        assertThat(proofs.accept(KEY, REQUEST, REQUEST.prove(KEY, NOW))).isTrue();
    }

    @Test
    void proofHoldsForItsRequestOnly() {
        String proof = REQUEST.prove(KEY, NOW);

        assertThat(proofs.accept(KEY, request("DELETE", "127.0.0.1:8998", "/spark-launch/tokens/a", "{}"), proof))
                .isFalse();
        assertThat(proofs.accept(KEY, request("PUT", "127.0.0.1:9999", "/spark-launch/tokens/a", "{}"), proof))
                .isFalse();
        assertThat(proofs.accept(KEY, request("PUT", "127.0.0.1:8998", "/spark-launch/tokens/b", "{}"), proof))
                .isFalse();
        assertThat(proofs.accept(KEY, request("PUT", "127.0.0.1:8998", "/spark-launch/tokens/a", "{ }"), proof))
                .isFalse();
        assertThat(proofs.accept(KEY, REQUEST, proof)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(longs = {-121, 121, 86_400})
    void proofOfAnotherTimeIsRefused(long seconds) {
        String proof = REQUEST.prove(KEY, NOW.plusSeconds(seconds));

        assertThat(proofs.accept(KEY, REQUEST, proof)).isFalse();
    }

    @Test
    void nonceIsKeptWhileItsProofIsInTime() {
        Instant[] clock = {NOW};
        ServiceProofs later = new ServiceProofs(() -> clock[0]);
        String proof = REQUEST.prove(KEY, NOW.plusSeconds(100));
        assertThat(later.accept(KEY, REQUEST, proof)).isTrue();

        clock[0] = NOW.plus(Duration.ofSeconds(219));

        assertThat(later.accept(KEY, REQUEST, proof)).isFalse();
    }

    @Test
    void proofOfAnotherKeyIsRefused() {
        assertThat(proofs.accept(KEY, REQUEST, REQUEST.prove(ServiceKey.of(KEY.forTracker()), NOW)))
                .isFalse();
        assertThat(proofs.accept(ServiceKey.of(KEY.forTracker()), REQUEST, REQUEST.prove(KEY, NOW)))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "Bearer x", "Service 0123456789abcdef0123456789abcdef", "ServiceProof time=,nonce=,mac="})
    void otherHeaderIsRefused(String header) {
        assertThat(proofs.accept(KEY, REQUEST, header)).isFalse();
    }

    @Test
    void proofDoesNotHoldTheKey() {
        assertThat(REQUEST.prove(KEY, NOW)).doesNotContain("0123456789abcdef");
        assertThat(KEY.toString()).doesNotContain("0123");
    }

    private static ServiceRequest request(String method, String host, String path, String body) {
        return new ServiceRequest(method, host, path, body.getBytes(StandardCharsets.UTF_8));
    }
}
