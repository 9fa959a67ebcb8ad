package org.sparklaunch.querytracker.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;

class MetricsTest extends HttpFixture {
    private final HttpClient client = HttpClient.newHttpClient();

    private HttpResponse<String> get(int port, String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .build();
        return client.send(request, BodyHandlers.ofString());
    }

    private void start(String user) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + http.port() + "/api/v4/start_query"))
                .header("X-User", user)
                .POST(BodyPublishers.ofString("{\"query\":\"rows 1 -- canary-sql\"}"))
                .build();
        assertThat(client.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
    }

    @Test
    void countsWhatUsersDidWithoutTheirNamesAndText() throws Exception {
        start("alice");
        start("bob");

        HttpResponse<String> answer = get(http.port(), "/spark-launch/metrics");

        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/plain; version=0.0.4");
        assertThat(answer.body())
                .contains("query_tracker_actions_total{action=\"start_query\",verdict=\"allowed\"} 2.0\n")
                .contains("query_tracker_action_seconds_count{action=\"start_query\"} 2\n")
                .doesNotContain("alice", "bob", "canary");
    }

    @Test
    void pathsThatClientsInventAddNoLabels() throws Exception {
        for (int i = 0; i < 50; i++) {
            get(http.port(), "/api/v4/invented_" + i);
        }

        assertThat(get(http.port(), "/spark-launch/metrics").body()).doesNotContain("invented");
    }

    @Test
    void areRefusedWithoutCredentialsWhereUsersHavePasswords() throws Exception {
        try (TrackerHttp closed = withPasswords()) {
            HttpResponse<String> answer = get(closed.port(), "/spark-launch/metrics");

            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(answer.body()).doesNotContain("query_tracker_");
        }
    }
}
