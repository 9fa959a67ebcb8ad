package org.sparklaunch.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.sparklaunch.querytracker.testing.Postgres;

/** Two trackers of the archive, and the catalog of a real cluster, on one PostgreSQL; one is killed while its queries run. */
@Tag("long")
@EnabledIf(
        value = "org.sparklaunch.querytracker.testing.Postgres#isInstalled",
        disabledReason = "scripts/test installs it")
class SharedTrackersIT {
    private static final int QUERIES = 8;

    @TempDir
    private Path folder;

    private final Postgres postgres = Postgres.start();
    private final List<Process> trackers = new ArrayList<>();
    private RunningCluster cluster;

    @BeforeEach
    void launch() throws IOException {
        Path password = Files.writeString(folder.resolve("password"), Postgres.PASSWORD + "\n");
        cluster = RunningCluster.launch(
                "--metastore-database",
                postgres.url(),
                "--metastore-database-user",
                Postgres.USER,
                "--metastore-database-password-file",
                password.toString());
    }

    @AfterEach
    void end() throws InterruptedException {
        for (Process tracker : trackers) {
            tracker.destroyForcibly().waitFor();
        }
        cluster.close();
        postgres.close();
    }

    @Test
    void queriesOfAKilledTrackerEndOnceThroughTheOther() throws IOException {
        Http first = serve("first");
        Http second = serve("second");
        Map<String, Integer> values = new LinkedHashMap<>();
        for (int i = 0; i < QUERIES; i++) {
            values.put(append(i % 2 == 0 ? first : second, i), i);
        }
        String running = values.keySet().iterator().next();
        await().atMost(Duration.ofMinutes(2))
                .until(() -> query(second, running).at("/progress/statement_id").isInt());

        trackers.get(0).destroyForcibly();

        values.forEach((id, value) ->
                assertThat(ended(second, id).path("state").asText()).as(id).isEqualTo("completed"));
        assertThat(appended()).isEqualTo(QUERIES);
        assertThat(tables(second)).hasSize(QUERIES);
        assertThat(visible()).noneMatch(text -> text.contains(Postgres.PASSWORD));
    }

    /** The catalog of this launch is in the same database; sessions of both trackers wrote it. */
    private List<String> tables(Http tracker) {
        String id = start(tracker, "SHOW TABLES LIKE 'marks_*'");
        assertThat(ended(tracker, id).path("state").asText()).isEqualTo("completed");
        return tracker.getFor("alice", "/api/v4/read_query_result?output_format=json&query_id=" + id)
                .body()
                .lines()
                .toList();
    }

    /** What others can read of the trackers and the metastore. */
    private List<String> visible() throws IOException {
        long pid = trackers.get(1).pid();
        long metastore = cluster.processes()
                .pidsOf("org.sparklaunch.metastore.MetastoreMain")
                .get(0);
        return List.of(
                ProductProcesses.commandLine(metastore),
                ProductProcesses.environment(metastore),
                Files.readString(cluster.stateDir().resolve("logs/metastore.log")),
                ProductProcesses.commandLine(pid),
                ProductProcesses.environment(pid),
                Files.readString(folder.resolve("first.log")),
                Files.readString(folder.resolve("second.log")));
    }

    /** A query that takes a while and leaves a mark each time it runs. */
    private String append(Http tracker, int value) {
        String marks = folder.resolve("marks-" + value).toString();
        String sql = "CREATE TABLE IF NOT EXISTS marks_" + value + " (v INT, n BIGINT) USING csv LOCATION '" + marks
                + "'; INSERT INTO marks_" + value + " SELECT " + value + ", sum(id % 7) FROM range(0, 300000000, 1, 2)";
        return start(tracker, sql);
    }

    private static String start(Http tracker, String sql) {
        return tracker.postFor("alice", "/api/v4/start_query", "{\"query\":" + Http.quoted(sql) + "}")
                .json()
                .path("query_id")
                .asText();
    }

    private long appended() throws IOException {
        long lines = 0;
        try (var files = Files.walk(folder)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".csv")).toList()) {
                lines += Files.readAllLines(file).size();
            }
        }
        return lines;
    }

    private static JsonNode query(Http tracker, String id) {
        return tracker.getFor("alice", "/api/v4/get_query?query_id=" + id).json();
    }

    private static JsonNode ended(Http tracker, String id) {
        return await("the end of " + id)
                .atMost(Duration.ofMinutes(3))
                .pollInterval(Duration.ofMillis(500))
                .until(
                        () -> query(tracker, id),
                        query -> List.of("completed", "failed", "aborted")
                                .contains(query.path("state").asText()));
    }

    private Http serve(String name) throws IOException {
        List<String> command = Archive.commandLine("query-tracker");
        command.addAll(List.of(
                "serve",
                "--port=0",
                "--database=" + postgres.url(),
                "--database-user=" + Postgres.USER,
                "--database-password-file=" + folder.resolve("password"),
                "--tracker-timeout=3s",
                "--service-key-file=" + cluster.stateDir().resolve("service-key"),
                "--zookeeper="
                        + Files.readString(cluster.stateDir().resolve("zookeeper.address"))
                                .strip(),
                "--state-dir=" + folder.resolve(name)));
        Process process = new ProcessBuilder(command)
                .redirectError(folder.resolve(name + ".log").toFile())
                .start();
        trackers.add(process);
        BufferedReader said = process.inputReader();
        for (String line = said.readLine(); line != null; line = said.readLine()) {
            if (line.startsWith("Query tracker listening on ")) {
                return new Http(line.substring("Query tracker listening on ".length()));
            }
        }
        throw new AssertionError("the tracker ended and said " + Files.readString(folder.resolve(name + ".log")));
    }
}
