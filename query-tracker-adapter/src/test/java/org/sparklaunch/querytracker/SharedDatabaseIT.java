package org.sparklaunch.querytracker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.sparklaunch.querytracker.testing.FakeLivy;
import org.sparklaunch.querytracker.testing.Postgres;

/** Two trackers, each a process of its own, on one PostgreSQL; one is killed. */
@EnabledIf(
        value = "org.sparklaunch.querytracker.testing.Postgres#isInstalled",
        disabledReason = "scripts/test installs it")
class SharedDatabaseIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    private final HttpClient http = HttpClient.newHttpClient();
    private final FakeLivy livy = FakeLivy.extended();
    private final Postgres postgres = Postgres.start();
    private final List<Process> processes = new ArrayList<>();
    private int first;
    private int second;

    @BeforeEach
    void start() throws IOException {
        first = tracker("first");
        second = tracker("second");
    }

    @AfterEach
    void stop() throws InterruptedException {
        for (Process process : processes) {
            process.destroyForcibly().waitFor();
        }
        livy.close();
        postgres.close();
    }

    private int tracker(String name) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        TrackerProcess.class.getName(),
                        livy.address().toString(),
                        postgres.url(),
                        folder.resolve(name).toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        processes.add(process);
        BufferedReader said = process.inputReader();
        for (String line = said.readLine(); line != null; line = said.readLine()) {
            if (line.startsWith("port ")) {
                return Integer.parseInt(line.substring(5));
            }
        }
        throw new AssertionError(
                "the tracker ended with " + process.onExit().join().exitValue());
    }

    private void killFirst() {
        processes.get(0).destroyForcibly().onExit().join();
    }

    private String start(int port, String sql) {
        return send(HttpRequest.newBuilder(uri(port, "start_query"))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString("{\"query\":\"" + sql + "\"}")))
                .path("query_id")
                .asText();
    }

    private JsonNode get(int port, String id) {
        return send(HttpRequest.newBuilder(uri(port, "get_query?query_id=" + id)));
    }

    private String state(int port, String id) {
        return get(port, id).path("state").asText();
    }

    private static URI uri(int port, String command) {
        return URI.create("http://127.0.0.1:" + port + "/api/v4/" + command);
    }

    private JsonNode send(HttpRequest.Builder request) {
        try {
            return JSON.readTree(http.send(request.header("X-User", "alice").build(), BodyHandlers.ofString())
                    .body());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void queryOfOneTrackerIsVisibleThroughTheOther() {
        String id = start(first, "rows 1");

        await().until(() -> state(second, id).equals("completed"));
    }

    @Test
    void queryOfOneTrackerIsAbortedThroughTheOther() {
        String id = start(first, "block");
        await().until(() -> !livy.posted().isEmpty());

        send(HttpRequest.newBuilder(uri(second, "abort_query"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"query_id\":\"" + id + "\"}")));

        await().atMost(Duration.ofSeconds(20)).until(() -> state(second, id).equals("aborted"));
    }

    @Test
    void queriesOfAKilledTrackerAreFinishedOnceByTheOther() {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            ids.add(start(i % 2 == 0 ? first : second, "block " + i));
        }
        await().until(() -> livy.posted().size() >= 4);

        killFirst();

        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(200))
                .until(() -> {
                    livy.unblock();
                    return ids.stream().allMatch(id -> state(second, id).equals("completed"));
                });
        assertThat(livy.posted()).doesNotHaveDuplicates().hasSize(12);
    }

    @Test
    void noAcceptedQueryIsLostWhenTrackersAreKilled() {
        List<String> ids = new ArrayList<>();
        Thread killer = new Thread(this::killFirst, "killer");
        for (int i = 0; i < 40; i++) {
            ids.add(start(first, "select " + i));
            if (i == 39) {
                killer.start();
            }
        }

        await().atMost(Duration.ofSeconds(60))
                .until(() -> ids.stream()
                        .allMatch(id -> List.of("completed", "failed").contains(state(second, id))));
        assertThat(ids.stream().filter(id -> state(second, id).equals("failed")).map(id -> get(second, id)))
                .as("ended honestly where nobody can tell")
                .allMatch(query -> query.path("error").toString().contains("unknown"));
        assertThat(livy.posted()).doesNotHaveDuplicates();
    }
}
