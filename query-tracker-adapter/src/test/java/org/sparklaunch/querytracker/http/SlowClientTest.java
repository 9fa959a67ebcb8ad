package org.sparklaunch.querytracker.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sparklaunch.authentication.testing.DrippingClients;

/** Clients that send slowly, deeply or too much. */
class SlowClientTest extends HttpFixture {
    private static final int CLIENTS = 200;
    private static final String CREDENTIALS =
            "Basic " + Base64.getEncoder().encodeToString("alice:wonder".getBytes(StandardCharsets.UTF_8));
    private static final String START = "POST /api/v4/start_query HTTP/1.1";

    private final HttpClient client = HttpClient.newHttpClient();

    private static URI address(TrackerHttp server) {
        return URI.create("http://127.0.0.1:" + server.port());
    }

    private HttpResponse<String> send(TrackerHttp server, String path, String body, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(address(server) + path)).timeout(Duration.ofSeconds(10));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(
                (body == null ? request : request.POST(BodyPublishers.ofString(body))).build(),
                BodyHandlers.ofString());
    }

    private void assertServes(DrippingClients clients, TrackerHttp server, String... headers) {
        assertThat(clients.size()).isEqualTo(CLIENTS);
        Awaitility.await().atMost(Duration.ofSeconds(5)).untilAsserted(() -> {
            assertThat(send(server, "/health", null).statusCode()).isEqualTo(200);
            assertThat(send(server, "/api/v4/list_queries", null, headers).statusCode())
                    .isEqualTo(200);
            assertThat(send(server, "/api/v4/start_query", "{\"query\":\"rows 1\"}", headers)
                            .statusCode())
                    .isEqualTo(200);
        });
    }

    @Test
    void bodiesThatDripStopNeitherHealthNorOtherRequests() throws IOException {
        try (DrippingClients clients = DrippingClients.open(address(http), CLIENTS, START)) {
            assertServes(clients, http);
        }
    }

    @Test
    void bodiesThatDripWithCredentialsStopNothing() throws IOException {
        try (TrackerHttp server = withPasswords();
                DrippingClients clients =
                        DrippingClients.open(address(server), CLIENTS, START + "\nAuthorization: " + CREDENTIALS)) {
            assertServes(clients, server, "Authorization", CREDENTIALS);
        }
    }

    @Test
    void callersWithoutCredentialsAreRefusedBeforeTheirBodyArrives() throws IOException {
        try (TrackerHttp server = withPasswords();
                DrippingClients clients = DrippingClients.open(address(server), CLIENTS, START)) {
            assertThat(clients.statusLine(0)).isEqualTo("HTTP/1.1 401 Unauthorized");
            assertThat(clients.statusLine(CLIENTS - 1)).isEqualTo("HTTP/1.1 401 Unauthorized");
        }
    }

    @Test
    void bodyOverTheLimitIsRefused() throws Exception {
        assertThat(send(http, "/api/v4/start_query", " ".repeat(17 << 20)).statusCode())
                .isEqualTo(413);
    }

    @Test
    void logInsAreRefusedForAWhileAfterManyWrongPasswords() throws Exception {
        String wrong = "Basic " + Base64.getEncoder().encodeToString("alice:x".getBytes(StandardCharsets.UTF_8));
        try (TrackerHttp server = withPasswords()) {
            for (int i = 0; i < 6; i++) {
                send(server, "/api/v4/list_queries", null, "Authorization", wrong);
            }

            HttpResponse<String> answer = send(server, "/api/v4/list_queries", null, "Authorization", CREDENTIALS);

            assertThat(answer.statusCode()).isEqualTo(429);
            assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        }
    }

    static Stream<String> hostileBodies() {
        String deep = "[".repeat(100_000);
        return Stream.of(
                "{\"query\":" + deep,
                "{\"query\":\"rows 1\",\"settings\":" + "{\"a\":".repeat(5_000) + "1" + "}".repeat(5_000) + "}",
                "{\"query\":\"rows 1\",\"settings\":{\"params\":{\"x\":" + "9".repeat(100_000) + "}}}",
                "{\"query\":\"rows 1\",\"settings\":{\"params\":{\"x\":1e999999999}}}",
                "{\"query\":\"rows 1\",\"settings\":{\"params\":{\"x\":-1E-999999999}}}",
                "{\"query\":1e2147483648}",
                "{\"query\":\"rows 1\",\"settings\":\"" + deep + "\"}",
                "{\"query\":\"rows 1\",\"" + "k".repeat(100_000) + "\":1}");
    }

    @ParameterizedTest
    @MethodSource("hostileBodies")
    void deepNestingAndGiantNumbersAreBadRequests(String body) throws Exception {
        HttpResponse<String> answer = send(http, "/api/v4/start_query", body);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).hasSizeLessThan(2_000);
    }

    @Test
    void responsesWithDataAreNotStoredByCaches() throws Exception {
        HttpResponse<String> answer = send(http, "/api/v4/list_queries", null);

        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(answer.headers().firstValue("Content-Security-Policy").orElse(""))
                .isNotEmpty()
                .doesNotContain("unsafe-inline");
    }
}
