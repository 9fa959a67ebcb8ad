package org.sparklaunch.authentication;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OriginCheckTest {
    private final OriginCheck check = new OriginCheck("127.0.0.1", List.of("Spark.Example.org", "10.9.8.7"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "localhost:8998",
                "LOCALHOST:8998",
                "localhost.:8998",
                "127.0.0.1:8998",
                "127.8.9.1",
                "[::1]:8998",
                "[0:0:0:0:0:0:0:1]",
                "spark.example.org",
                "SPARK.example.org:443",
                "10.9.8.7:80",
                "192.168.7.7:8998"
            })
    void ownHostIsAccepted(String host) {
        assertThat(refusal(Map.of("Host", host))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "evil.example:8998",
                "127.0.0.1.evil.example",
                "localhost.evil.example",
                "evil-localhost",
                "10.9.8.8",
                "0.0.0.0:8998",
                "[::]:8998",
                "[fe80::1]",
                "127.1",
                "2130706433",
                "0x7f.0.0.1",
                "spark.example.org.evil.example",
                "user@localhost",
                "localhost/evil",
                "localhost#evil",
                "localhost:port",
                ":8998",
                "",
                " ",
                "[::1"
            })
    void foreignHostIsRefused(String host) {
        assertThat(refusal(Map.of("Host", host))).isPresent();
    }

    @Test
    void refusalNamesTheOptionAndTheHost() {
        assertThat(refusal(Map.of("Host", "lab.example:8998")))
                .hasValue("host 'lab.example:8998' is not a name of this server;"
                        + " start it with --allowed-host lab.example if it is");
    }

    @Test
    void refusalQuotesNoMarkupAndNoLongValue() {
        String refusal = refusal(Map.of("Host", "<script>\u001b[31m" + "a".repeat(10_000)))
                .orElseThrow();

        assertThat(refusal).doesNotContain("<", "\u001b").hasSizeLessThan(400);
    }

    @ParameterizedTest
    @CsvSource({
        "localhost:8998, http://localhost:8998",
        "127.0.0.1:8998, http://127.0.0.1:8998",
        "[::1]:8998, http://[::1]:8998",
        "localhost, http://localhost",
        "spark.example.org, https://spark.example.org",
        "spark.example.org, https://spark.example.org:443",
        "localhost:8998, https://spark.example.org",
    })
    void ownOriginIsAccepted(String host, String origin) {
        assertThat(refusal(Map.of("Host", host, "Origin", origin))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "localhost:8998, http://evil.example",
        "localhost:8998, http://localhost:3000",
        "localhost:8998, http://localhost",
        "localhost:8998, http://127.0.0.1:8998",
        "localhost, https://localhost:8443",
        "localhost:8998, null",
        "localhost:8998, file://",
        "localhost:8998, localhost:8998",
        "localhost:8998, http://spark.example.org.evil.example",
        "localhost:8998, http://user@evil.example",
        "localhost:8998, chrome-extension://abcdef",
        "localhost:8998, 'http://localhost:8998, http://evil.example'",
    })
    void foreignOriginIsRefused(String host, String origin) {
        assertThat(refusal(Map.of("Host", host, "Origin", origin))).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"same-origin", "none"})
    void ownFetchIsAccepted(String site) {
        assertThat(refusal(Map.of("Host", "localhost", "Sec-Fetch-Site", site))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"cross-site", "same-site", "other"})
    void foreignFetchIsRefused(String site) {
        assertThat(refusal(Map.of("Host", "localhost", "Sec-Fetch-Site", site))).isPresent();
    }

    @ParameterizedTest
    @CsvSource({"GET, document, true", "GET, iframe, false", "POST, document, false", "DELETE, document, false"})
    void onlyFollowingALinkIsAcceptedFromAnotherSite(String method, String destination, boolean accepted) {
        Optional<String> refusal = check.refusal(request(
                method,
                Map.of(
                        "Host", "localhost",
                        "Sec-Fetch-Site", "cross-site",
                        "Sec-Fetch-Mode", "navigate",
                        "Sec-Fetch-Dest", destination)));

        assertThat(refusal.isEmpty()).isEqualTo(accepted);
    }

    @Test
    void programWithoutTheseHeadersIsAccepted() {
        assertThat(refusal(Map.of())).isEmpty();
    }

    @Test
    void addressOfTheConnectionIsOwnOnAnyBind() {
        OriginCheck wildcard = new OriginCheck("0.0.0.0", List.of());

        assertThat(wildcard.refusal(request("GET", Map.of("Host", "192.168.7.7:8998"))))
                .isEmpty();
        assertThat(wildcard.refusal(request("GET", Map.of("Host", "192.168.7.8:8998"))))
                .isPresent();
    }

    private Optional<String> refusal(Map<String, String> headers) {
        return check.refusal(request("GET", headers));
    }

    private static OriginCheck.Request request(String method, Map<String, String> headers) {
        Map<String, String> byName = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        byName.putAll(headers);
        return new OriginCheck.Request(method, "192.168.7.7", byName::get);
    }
}
