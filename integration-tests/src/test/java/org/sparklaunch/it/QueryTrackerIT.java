package org.sparklaunch.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Queries of users through the query tracker's own client and HTTP interface. */
class QueryTrackerIT {
    private static RunningCluster cluster;

    @BeforeAll
    static void launch() {
        cluster = RunningCluster.launch("--enable-query-tracker");
    }

    @AfterAll
    static void end() {
        cluster.close();
    }

    @Test
    void answersWithRows() {
        CommandResult result = cluster.sql("alice", "SELECT id, id + 40 AS more FROM range(3)");

        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.out()).contains("42");
    }

    @Test
    void wrongSqlIsOneLineAndExitCodeOne() {
        CommandResult result = cluster.sql("alice", "SELECT nothing FROM nowhere");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).contains("nowhere");
        assertThat(result.err()).doesNotContain("\tat ");
    }

    @Test
    void positionsOfErrorsAreThoseOfTheWholeQuery() {
        CommandResult result = cluster.sql("alice", "SELECT 1;\n\nSELECT 2; SELECT *\n FROM nowhere");

        String id = result.err().replaceAll("(?s).*get-query ([0-9a-f-]+).*", "$1");
        assertThat(cluster.run("query-tracker", "get-query", "--user", "alice", id)
                        .out())
                .contains("line 4 pos 6");
    }

    @Test
    void sqlThatDoesNotParseIsOneLineAndExitCodeOne() {
        CommandResult result = cluster.sql("alice", "selec 1");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err()).contains("PARSE_SYNTAX_ERROR").doesNotContain("\tat ");
    }

    @Test
    void argumentsAreBoundAndTypesAreExact() {
        CommandResult result = cluster.sql(
                "alice",
                "SELECT :word AS word, 1.10 AS price, double('NaN') AS none, map(1, date'2026-01-31') AS days",
                "--param",
                "word=it's; --");

        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(Http.parse(result.out()))
                .hasToString(
                        "[{\"word\":\"it's; --\",\"price\":\"1.10\",\"none\":\"NaN\",\"days\":{\"1\":\"2026-01-31\"}}]");
    }

    @Test
    void everyStatementHasItsRows() {
        CommandResult result = cluster.sql("alice", "SELECT 1 AS a; SELECT ';' AS b");

        assertThat(result.out().lines()).containsExactly("[{\"a\":1}]", "[{\"b\":\";\"}]");
    }

    @Test
    void progressIsReportedAndAbortFreesTheSessionInSeconds() {
        Http tracker = cluster.queryTracker();
        String id = tracker.postFor(
                        "bob",
                        "/api/v4/start_query",
                        "{\"query\":\"SELECT sum(id % 7) FROM range(0, 4000000000000, 1, 1000)\"}")
                .json()
                .path("query_id")
                .asText();
        JsonNode running = await("tasks")
                .atMost(Duration.ofMinutes(1))
                .until(
                        () -> progress(tracker, id),
                        progress -> progress.path("tasks").asInt() >= 1000);
        tracker.postFor("bob", "/api/v4/abort_query", "{\"query_id\":\"" + id + "\"}");

        await("the end")
                .atMost(Duration.ofSeconds(8))
                .until(() -> tracker.getFor("bob", "/api/v4/get_query?query_id=" + id)
                        .json()
                        .path("state")
                        .asText()
                        .equals("aborted"));
        CommandResult next = cluster.sql("bob", "SELECT 1", "--verbose");
        assertThat(next.err()).contains("\"verdict\":\"reused\"", "\"session_id\":" + running.path("session_id"));
    }

    private static JsonNode progress(Http tracker, String id) {
        return tracker.getFor("bob", "/api/v4/get_query?query_id=" + id).json().path("progress");
    }

    @Test
    void allRowsOfAQueryAreWrittenAndFetched(@TempDir Path folder) {
        String settings = "{\"full_result\":true,\"row_limit\":2}";
        String id = start("--settings", settings, "SELECT id FROM range(0, 200000, 1, 3)");

        CommandResult fetched =
                cluster.run("query-tracker", "read-query-result", "--user", "alice", "--full", folder.toString(), id);

        assertThat(fetched.out()).as(fetched.err()).contains("200000 rows in 3 Parquet files");
        CommandResult read = cluster.sql("alice", "SELECT count(*) n, sum(id) s FROM parquet.`" + folder + "`");
        assertThat(read.out().strip()).isEqualTo("[{\"n\":200000,\"s\":19999900000}]");
    }

    @Test
    void millionRowsArriveWhole(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("rows.csv");

        CommandResult result = cluster.run(
                "query-tracker",
                "sql",
                "--user",
                "alice",
                "--output",
                file.toString(),
                "SELECT id, sha1(string(id)) AS hash FROM range(0, 1000000, 1, 3)");

        assertThat(result.exitCode()).as(result.err()).isZero();
        try (Stream<String> lines = Files.lines(file)) {
            assertThat(lines.filter(line -> !line.isEmpty()).count()).isEqualTo(1_000_001);
        }
    }

    @Test
    void cutResultIsReported() {
        CommandResult result = cluster.sql("alice", "SELECT id FROM range(10001)");

        assertThat(result.exitCode()).isZero();
        assertThat(result.err()).contains("is cut after 10000 rows; use --rows all");
    }

    @Test
    void columnsOfOneNameAreAllShown() {
        CommandResult result =
                cluster.sql("alice", "SELECT * FROM range(1) a JOIN range(1) b USING (id) JOIN range(1) c");

        assertThat(Http.parse(result.out())).hasToString("[{\"id\":0,\"id_2\":0}]");
    }

    @Test
    void timestampsOfTheWholeRangeAreReadInEveryFormat() {
        String id =
                start("SELECT timestamp_micros(9223372036854775807) AS last, timestamp'9999-12-31 23:59:59Z' AS y10k");
        assertThat(cluster.run("query-tracker", "wait", "--user", "alice", id).exitCode())
                .isZero();

        for (String format : List.of("table", "json", "csv", "yson")) {
            CommandResult read =
                    cluster.run("query-tracker", "read-query-result", "--user", "alice", "--format", format, id);
            assertThat(read.exitCode()).as(format + ": " + read.err()).isZero();
        }
        assertThat(cluster.queryTracker()
                        .getFor("alice", "/api/v4/read_query_result?output_format=arrow&query_id=" + id)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void sharedQueryIsReadableByItsId() {
        String id = start("--share", "everyone-share", "SELECT 6 * 7 AS answer");
        String kept = start("SELECT 'mine'");

        assertThat(read("bob", id).out()).contains("42");
        CommandResult refused = read("bob", kept);
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.err()).contains("belongs to another user");
    }

    private static String start(String... arguments) {
        List<String> all = new ArrayList<>(List.of("start-query", "--user", "alice"));
        all.addAll(List.of(arguments));
        String id =
                cluster.run("query-tracker", all.toArray(String[]::new)).out().strip();
        cluster.queryTracker().getFor("alice", "/api/v4/get_query?wait=60&query_id=" + id);
        return id;
    }

    private static CommandResult read(String user, String id) {
        return cluster.run("query-tracker", "read-query-result", "--user", user, id);
    }

    @Test
    void queryOfAnEmptyPathReportsIt() {
        CommandResult result =
                cluster.sql("alice", "SELECT 1", "--settings", "{\"discovery_path\":\"/spark-launch/nobody\"}");

        assertThat(result.exitCode()).isIn(1, 3);
        assertThat(result.err()).contains("/spark-launch/nobody");
    }

    @Test
    void prometheusReadsBothServersByTheDocumentedFiles(@TempDir Path folder) throws IOException {
        assertThat(cluster.sql("alice", "SELECT 'canary'").exitCode()).isZero();

        try (PrometheusServer prometheus = PrometheusServer.start(folder, cluster)) {
            await("both servers are scraped")
                    .atMost(Duration.ofMinutes(1))
                    .ignoreExceptions()
                    .untilAsserted(() -> assertThat(prometheus.query("up == 1")).hasSize(2));
            assertThat(prometheus
                            .query("query_tracker_actions_total{action=\"end_query\",verdict=\"allowed\"} > 0")
                            .size())
                    .isEqualTo(1);
            assertThat(prometheus
                            .query("livy_actions_total{action=\"end_statement\",verdict=\"allowed\"} > 0")
                            .size())
                    .isEqualTo(1);
            JsonNode dashboard = Http.parse(Files.readString(Path.of("../docs/examples/grafana-dashboard.json")));
            List<String> expressions = dashboard.findValuesAsText("expr");
            assertThat(expressions).hasSizeGreaterThan(10).allSatisfy(prometheus::query);
        }
    }

    @Test
    void malformedJsonIsRefusedAndTheServerStays() {
        Http.Answer refused = cluster.queryTracker().post("/api/v4/start_query", "{\"query\":");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(cluster.sql("alice", "SELECT 1").exitCode()).isZero();
    }
}
