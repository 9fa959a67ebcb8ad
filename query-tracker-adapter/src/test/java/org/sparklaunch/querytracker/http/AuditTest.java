package org.sparklaunch.querytracker.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sparklaunch.authentication.audit.AuditLog;
import org.sparklaunch.querytracker.testing.Tracker;

class AuditTest extends HttpFixture {
    private final HttpClient client = HttpClient.newHttpClient();

    private HttpResponse<String> send(String user, String path, String body) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + http.port() + path))
                .header("X-User", user);
        return client.send(
                (body == null ? request : request.POST(BodyPublishers.ofString(body))).build(),
                BodyHandlers.ofString());
    }

    private List<JsonNode> events(String action) throws IOException {
        return Files.readAllLines(folder.resolve(AuditLog.FILE)).stream()
                .map(Tracker::json)
                .filter(event -> event.path("action").asText().equals(action))
                .toList();
    }

    @Test
    void startedQueryIsLoggedWithoutItsText() throws Exception {
        String answer = send("alice", "/api/v4/start_query", "{\"query\":\"rows 1 -- canary-sql\"}")
                .body();

        assertThat(events("start_query")).hasSize(1).first().satisfies(event -> {
            assertThat(event.path("user").asText()).isEqualTo("alice");
            assertThat(event.path("address").asText()).isEqualTo("127.0.0.1");
            assertThat(event.path("verdict").asText()).isEqualTo("allowed");
            assertThat(event.path("object").path("query"))
                    .isEqualTo(Tracker.json(answer).path("query_id"));
            assertThat(event.path("object").path("code_characters").asText()).isEqualTo("20");
        });
        assertThat(folder.resolve(AuditLog.FILE)).content().doesNotContain("canary");
    }

    @Test
    void foreignQueryIsLoggedAsRefused() throws Exception {
        String answer =
                send("alice", "/api/v4/start_query", "{\"query\":\"rows 1\"}").body();
        String id = Tracker.json(answer).path("query_id").asText();

        send("bob", "/api/v4/abort_query", "{\"query_id\":\"" + id + "\"}");

        assertThat(events("abort_query")).hasSize(1).first().satisfies(event -> {
            assertThat(event.path("user").asText()).isEqualTo("bob");
            assertThat(event.path("verdict").asText()).isNotEqualTo("allowed");
            assertThat(event.path("object").path("query").asText()).isEqualTo(id);
        });
    }

    @Test
    void secretsInSettingsAndUnknownPathsAreNotLogged() throws Exception {
        send(
                "alice",
                "/api/v4/start_query",
                "{\"query\":\"rows 1\",\"settings\":{\"spark_conf\":{\"spark.x.password\":\"canary\"}}}");
        send("alice", "/api/v4/start_query", "{\"query\":\"rows 1\",\"canary\":1}");
        send("alice", "/api/v4/canary?token=canary", "{}");

        assertThat(folder.resolve(AuditLog.FILE)).content().doesNotContain("canary");
    }

    @Test
    void userWithLineEndsCannotForgeAnEvent() throws Exception {
        send("alice", "/api/v4/abort_query?query_id=x%0A%7B%22user%22%3A%22root%22%7D", "{}");

        assertThat(Files.readAllLines(folder.resolve(AuditLog.FILE)))
                .allSatisfy(line ->
                        assertThat(Tracker.json(line).path("user").asText()).isNotEqualTo("root"));
    }

    @Test
    void loginIsLoggedOnce() throws Exception {
        send("alice", "/api/v4/list_queries", null);
        send("alice", "/api/v4/list_queries", null);
        send("bob", "/api/v4/list_queries", null);

        assertThat(events("login"))
                .extracting(event -> event.path("user").asText())
                .containsExactly("alice", "bob");
    }
}
