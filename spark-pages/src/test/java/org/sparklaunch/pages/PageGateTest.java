package org.sparklaunch.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageGateTest {
    private static final Instant NOW = Instant.parse("2026-11-29T04:00:00Z");
    private static final ClusterSecret SECRET = ClusterSecret.of("0123456789abcdef0123456789abcdef");
    private static final PagePassword PASSWORD = SECRET.pagePassword();
    private static final URI PAGE = URI.create("http://127.0.0.1:8080/json/?a=b");

    @TempDir
    private Path folder;

    private final PageGate gate = new PageGate(PASSWORD, () -> NOW);

    private boolean admits(String method, Map<String, String> headers) {
        return gate.admits(method, "/json/?a=b", headers::get);
    }

    private static Map<String, String> login(String text) {
        String encoded = Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
        return Map.of("Host", "127.0.0.1:8080", "Authorization", "Basic " + encoded);
    }

    private static Map<String, String> proof(String proof) {
        return Map.of("Host", "127.0.0.1:8080", PagePassword.PROOF, proof);
    }

    @Test
    void requestWithoutProofAndLoginIsRefused() {
        assertThat(admits("GET", Map.of("Host", "127.0.0.1:8080"))).isFalse();
    }

    @Test
    void loginReadsAndDoesNotChange() {
        Map<String, String> login = login("spark:" + PASSWORD.characters());

        assertThat(admits("GET", login)).isTrue();
        assertThat(admits("POST", login)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"spark:", "spark:wrong", "root:", "", "spark"})
    void wrongLoginIsRefused(String login) {
        assertThat(admits("GET", login(login))).isFalse();
        assertThat(admits("GET", Map.of("Authorization", "Basic %%%"))).isFalse();
        assertThat(admits("GET", Map.of("Authorization", "Bearer " + PASSWORD.characters())))
                .isFalse();
    }

    @Test
    void proofIsGoodForItsRequestAndAMinute() {
        assertThat(admits("POST", proof(PASSWORD.prove("POST", PAGE, NOW)))).isTrue();
        assertThat(admits("POST", proof(PASSWORD.prove("POST", PAGE, NOW.minusSeconds(59)))))
                .isTrue();
        assertThat(admits("POST", proof(PASSWORD.prove("POST", PAGE, NOW.minusSeconds(61)))))
                .isFalse();
        assertThat(admits("POST", proof(PASSWORD.prove("POST", PAGE, NOW.plusSeconds(61)))))
                .isFalse();
    }

    @Test
    void serverAnswersAProofAndNoLogin() {
        String proof = PASSWORD.prove("GET", PAGE, NOW);

        assertThat(gate.answer("GET", "/json/?a=b", proof(proof)::get))
                .hasValueSatisfying(
                        answer -> assertThat(PASSWORD.isAnswer(answer, proof)).isTrue());
        assertThat(gate.answer("GET", "/json/?a=b", login("spark:" + PASSWORD.characters())::get))
                .isEmpty();
        assertThat(PASSWORD.isAnswer("", proof)).isFalse();
        assertThat(PASSWORD.isAnswer(proof, proof)).isFalse();
    }

    @Test
    void proofOfAnotherRequestIsRefused() {
        assertThat(admits("POST", proof(PASSWORD.prove("GET", PAGE, NOW)))).isFalse();
        assertThat(admits("GET", proof(PASSWORD.prove("GET", URI.create("http://127.0.0.1:8081/json/?a=b"), NOW))))
                .isFalse();
        assertThat(admits("GET", proof(PASSWORD.prove("GET", URI.create("http://127.0.0.1:8080/json/"), NOW))))
                .isFalse();
        assertThat(admits("GET", proof(ClusterSecret.generate().pagePassword().prove("GET", PAGE, NOW))))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "x.y", "99999999999999999999.00", "-1.0", "1764388800."})
    void malformedProofIsRefused(String proof) {
        assertThat(admits("GET", proof(proof))).isFalse();
    }

    @Test
    void passwordDoesNotContainTheSecretAndBothAreHidden() {
        assertThat(PASSWORD.characters()).hasSize(32).isNotEqualTo(SECRET.characters());
        assertThat(SECRET + " " + PASSWORD).doesNotContain(SECRET.characters(), PASSWORD.characters());
    }

    @Test
    void shortSecretIsRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("secret"), "short\n");

        assertThatThrownBy(() -> ClusterSecret.read(file)).hasMessageContaining("at least 32 characters");
    }

    @Test
    void operatorsOwnFilterStaysBehind() {
        Map<String, String> settings =
                SparkDoors.settings("3.5.9", Path.of("/p"), Map.of("spark.ui.filters", "a.B, c.D"));

        assertThat(settings)
                .containsEntry("spark.ui.filters", "org.sparklaunch.pages.JavaxPageFilter,a.B,c.D")
                .containsEntry("spark.org.sparklaunch.pages.JavaxPageFilter.param.file", "/p");
        assertThat(SparkDoors.submissionServer("4.2.0", Map.of()))
                .containsEntry("spark.master.rest.filters", "org.sparklaunch.pages.JakartaPageFilter");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "spark.authenticate",
                "spark.authenticate.secret",
                "spark.ui.filters",
                "spark.ui.killEnabled",
                "spark.network.crypto.enabled",
                "spark.org.sparklaunch.pages.JakartaPageFilter.param.file"
            })
    void sessionsCannotOpenADoor(String key) {
        assertThat(SparkDoors.isLocked(key)).isTrue();
        assertThat(SparkDoors.isLocked("spark.ui.port")).isFalse();
    }
}
