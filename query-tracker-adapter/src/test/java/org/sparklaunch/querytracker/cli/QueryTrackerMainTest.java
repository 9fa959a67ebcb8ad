package org.sparklaunch.querytracker.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.io.TempDir;
import org.sparklaunch.commands.CommandRunner;
import org.sparklaunch.discovery.DiscoveryPath;
import org.sparklaunch.querytracker.QueryTracker;
import org.sparklaunch.querytracker.TrackerConfig;
import org.sparklaunch.querytracker.http.ListenAddress;
import org.sparklaunch.querytracker.settings.QueryLimits;
import org.sparklaunch.querytracker.testing.FakeLivy;
import org.sparklaunch.querytracker.testing.Livy;
import org.sparklaunch.querytracker.testing.Tracker;
import org.sparklaunch.querytracker.token.TokenLifetime;

class QueryTrackerMainTest {
    private final FakeLivy livy = FakeLivy.extended();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder;

    private QueryTracker tracker;

    @BeforeEach
    void start() throws InterruptedException {
        tracker = QueryTracker.start(config(), Livy.directory(livy), InstantSource.system(), () -> {});
    }

    private TrackerConfig config() {
        return config("query-tracker", 0);
    }

    private TrackerConfig config(String subfolder, int port) {
        return new TrackerConfig(
                new ListenAddress("127.0.0.1", port),
                false,
                null,
                null,
                folder.resolve(subfolder),
                folder.resolve("results"),
                null,
                Livy.CREDENTIALS,
                new TokenLifetime(Duration.ofMinutes(20), Duration.ofMinutes(10)),
                Duration.ofMillis(400),
                new QueryLimits(DiscoveryPath.DEFAULT, 50, 4, Duration.ofSeconds(2), Duration.ofHours(1)),
                "nobody");
    }

    @AfterEach
    void close() {
        tracker.close();
        livy.close();
    }

    @Test
    void sqlPrintsATable() {
        assertThat(run("sql", "rows 2")).isZero();
        assertThat(out.toString().lines()).containsExactly("n", "-", "0", "1", "(2 rows)");
    }

    @Test
    void sqlPrintsJson() {
        assertThat(run("sql", "--format", "json", "rows 2")).isZero();
        assertThat(Tracker.json(out.toString())).isEqualTo(Tracker.json("[{\"n\":0},{\"n\":1}]"));
    }

    @Test
    void sqlPrintsYson() {
        assertThat(run("sql", "--format", "yson", "rows 2")).isZero();
        assertThat(out.toString().lines()).containsExactly("{\"n\"=0};", "{\"n\"=1};");
    }

    @Test
    void everyStatementsRowsArePrinted() {
        assertThat(run("sql", "--format", "csv", "rows 1; rows 2")).isZero();
        assertThat(out.toString().lines()).containsExactly("n", "0", "", "n", "0", "1");
    }

    @Test
    void sqlComesFromAFile() throws IOException {
        Path file = Files.writeString(folder.resolve("query.sql"), "rows 1\n");

        assertThat(run("sql", "--file", file.toString())).isZero();
        assertThat(out.toString()).contains("(1 row)");
    }

    @Test
    void sqlComesFromStandardInput() {
        InputStream before = System.in;
        System.setIn(new ByteArrayInputStream("rows 1".getBytes(StandardCharsets.UTF_8)));
        try {
            assertThat(run("sql", "-")).isZero();
        } finally {
            System.setIn(before);
        }
        assertThat(out.toString()).contains("(1 row)");
    }

    @Test
    void paramsAreSentBesideTheSql() {
        assertThat(run("sql", "--param", "a=x'y", "--settings", "{\"session_reuse\":true}", "rows 1"))
                .isZero();
        assertThat(livy.orders(0).get(0).path("params")).hasToString("{\"a\":\"x'y\"}");
    }

    @Test
    void profileSuppliesDefaults() throws IOException {
        profile("tracker=http://127.0.0.1:" + tracker.port() + "\nuser=zoe\nformat=csv\n");
        CommandRunner runner = runner();

        assertThat(QueryTrackerMain.applyProfile(runner, Map.of("XDG_CONFIG_HOME", folder.toString())))
                .isTrue();
        assertThat(runner.run("sql", "rows 1")).isZero();
        assertThat(out.toString().lines()).containsExactly("n", "0");
        assertThat(livy.owner(0)).isEqualTo("zoe");
    }

    @Test
    void unknownKeyOfTheProfileIsNamed() throws IOException {
        profile("usr=zoe\n");

        assertThat(QueryTrackerMain.applyProfile(runner(), Map.of("XDG_CONFIG_HOME", folder.toString())))
                .isFalse();
        assertThat(err.toString()).contains("unknown key 'usr'").contains("tracker, user");
    }

    private void profile(String text) throws IOException {
        Files.writeString(
                Files.createDirectories(folder.resolve("spark-launch")).resolve("query-tracker.properties"), text);
    }

    private CommandRunner runner() {
        return CommandRunner.of(
                new QueryTrackerMain(), Map.of(), new PrintWriter(out, true), new PrintWriter(err, true));
    }

    @Test
    void wrongSqlIsOneLineAndExitCodeOne() {
        assertThat(run("sql", "fail no such table")).isEqualTo(1);
        assertThat(err.toString().lines()).containsExactly("query-tracker: no such table");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void wrongSettingsAreWrongUsage() {
        assertThat(run("sql", "--settings", "{", "rows 1")).isEqualTo(2);
        assertThat(err.toString()).contains("--settings is not valid JSON");
    }

    @Test
    void unknownSettingIsRefusedByName() {
        assertThat(run("sql", "--settings", "{\"sparkconf\":{}}", "rows 1")).isEqualTo(2);
        assertThat(err.toString()).contains("did you mean 'spark_conf'");
    }

    @ParameterizedTest
    @CsvSource({
        "--rows none, --rows none is neither",
        "--output out.txt, does not end with .csv",
        "--timeout soon, setting timeout",
        "--row-limit many, many",
        "--conf x=1, begin with 'spark.'"
    })
    void wrongOptionsAreWrongUsage(String option, String words) {
        String[] parts = option.split(" ");

        assertThat(run("sql", parts[0], parts[1], "rows 1")).isEqualTo(2);
        assertThat(err.toString()).contains(words);
    }

    @Test
    void wrongAddressOfTheTrackerIsWrongUsage() {
        assertThat(run("sql", "--tracker", "localhost", "rows 1")).isEqualTo(2);
        assertThat(err.toString()).contains("is not an address such as http://127.0.0.1:8999");
    }

    @ParameterizedTest
    @ValueSource(strings = {"csv", "json", "yson", "table", "vertical"})
    void cutResultIsReportedOnStandardError(String format) {
        assertThat(run("sql", "--format", format, "rows 60")).isZero();
        assertThat(err.toString()).contains("is cut after 50 rows; use --rows all, or --output FILE");
    }

    @Test
    void wholeResultIsNotReported() {
        assertThat(run("sql", "--format", "csv", "rows 50")).isZero();
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void allRowsArePrintedFromTheirFile() throws IOException {
        writeRows(20_000);

        assertThat(run("sql", "--format", "csv", "--rows", "all", "rows 20000")).isZero();
        assertThat(out.toString().lines()).hasSize(20_001).endsWith("19998", "19999");
        assertThat(err.toString()).isEmpty();
        assertThat(livy.orders(0).get(0).path("file_rows").asLong()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void rowsBeyondTheLimitOfTheTrackerCanBeAskedFor() throws IOException {
        writeRows(100);

        assertThat(run("sql", "--format", "csv", "--rows", "100", "rows 200")).isZero();
        assertThat(out.toString().lines()).hasSize(101);
        assertThat(err.toString()).contains("is cut after 100 rows");
    }

    @ParameterizedTest
    @ValueSource(strings = {"csv", "json", "arrow"})
    void outputFileHasAllRows(String extension) throws IOException {
        writeRows(20_000);
        Path file = folder.resolve("out." + extension);

        assertThat(run("sql", "--output", file.toString(), "rows 20000")).isZero();

        assertThat(out.toString()).isEmpty();
        switch (extension) {
            case "csv" -> assertThat(Files.readAllLines(file)).hasSize(20_001).endsWith("19999");
            case "json" -> assertThat(Tracker.json(Files.readString(file))).hasSize(20_000);
            default -> assertThat(file).isNotEmptyFile();
        }
    }

    @Test
    void severalResultsHaveAFileEach() throws IOException {
        writeRows(2);

        assertThat(run("sql", "--output", folder.resolve("out.csv").toString(), "rows 2; rows 2"))
                .isZero();

        assertThat(folder.resolve("out-1.csv")).hasContent("n\n0\n1");
        assertThat(folder.resolve("out-2.csv")).hasContent("n\n0\n1");
    }

    @Test
    void parquetOfOneFileIsAFile() throws IOException {
        Path files = Files.createDirectories(folder.resolve("results").resolve(FakeLivy.FULL_RESULT));
        Files.writeString(files.resolve("part-00000.parquet"), "PAR");
        Files.writeString(files.resolve("part-00001.parquet"), "PAR1");

        assertThat(run("sql", "--output", folder.resolve("out.parquet").toString(), "rows 60"))
                .isZero();

        assertThat(folder.resolve("out.parquet/part-00001.parquet")).hasContent("PAR1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"csv", "json", "arrow"})
    void incompleteRowsFailAndLeaveNoFile(String extension) throws IOException {
        writeRows(200_000);
        Path rows = folder.resolve("results").resolve(FakeLivy.FULL_RESULT).resolve("rows.jsonl.gz");
        byte[] bytes = Files.readAllBytes(rows);
        Files.write(rows, Arrays.copyOf(bytes, bytes.length / 2));
        Path file = folder.resolve("out." + extension);

        assertThat(run("sql", "--output", file.toString(), "rows 20000")).isEqualTo(1);

        assertThat(err.toString()).startsWith("query-tracker: ");
        assertThat(file).doesNotExist();
    }

    private void writeRows(int count) throws IOException {
        Path files = Files.createDirectories(folder.resolve("results").resolve(FakeLivy.FULL_RESULT));
        try (Writer rows = new OutputStreamWriter(
                new GZIPOutputStream(Files.newOutputStream(files.resolve("rows.jsonl.gz"))), StandardCharsets.UTF_8)) {
            for (int i = 0; i < count; i++) {
                rows.write("[" + i + "]\n");
            }
        }
    }

    @Test
    void optionsBecomeSettings() {
        assertThat(run(
                        "sql",
                        "--settings",
                        "{\"row_limit\":1,\"spark_conf\":{\"spark.a\":\"1\"}}",
                        "--conf",
                        "spark.b=2",
                        "--row-limit",
                        "7",
                        "--timeout",
                        "5m",
                        "rows 9"))
                .isZero();

        assertThat(livy.orders(0).get(0).path("row_limit").asInt()).isEqualTo(7);
        assertThat(livy.conf(0)).containsEntry("spark.a", "1").containsEntry("spark.b", "2");
    }

    @Test
    void waitEndsWithTheQuery() {
        run("start-query", "--user", "alice", "rows 1");
        String id = out.toString().strip();

        assertThat(run("wait", "--user", "alice", id)).isZero();
    }

    @Test
    void waitForAFailedQueryFailsWithItsError() {
        run("start-query", "--user", "alice", "fail no such table");
        String id = out.toString().strip();

        assertThat(run("wait", "--user", "alice", id)).isEqualTo(1);
        assertThat(err.toString()).contains("no such table");
    }

    @Test
    void errorsWithEscapeSequencesAreHarmless() {
        assertThat(run("sql", "fail bad \u001b[2J name")).isEqualTo(1);
        assertThat(err.toString()).doesNotContain("\u001b").contains("bad \\x1b[2J name");
    }

    @Test
    void everyCommandHasExamples() {
        CommandLine all = runner().commandLine();
        all.getSubcommands().forEach((name, command) -> assertThat(command.getUsageMessage()).as(name).contains("Examples:"));
    }

    @Test
    void verboseShowsTheVerdict() {
        run("sql", "--user", "alice", "rows 1");
        run("sql", "--user", "alice", "--verbose", "rows 1");

        assertThat(err.toString()).contains("\"verdict\":\"reused\"");
    }

    @Test
    void startedQueryIsListedShownAndRead() {
        run("start-query", "--user", "alice", "rows 1");
        String id = out.toString().strip();
        await().until(() -> run("read-query-result", "--user", "alice", id) == 0);

        assertThat(run("list-queries", "--user", "alice")).isZero();
        assertThat(run("get-query", "--user", "alice", id)).isZero();
        assertThat(out.toString()).contains("(1 row)").contains("completed").contains("\"session_id\" : 0");
    }

    @Test
    void fullResultIsDownloadedIntoAFolder() throws IOException {
        Path files = Files.createDirectories(folder.resolve("results").resolve(FakeLivy.FULL_RESULT));
        Files.writeString(files.resolve("part-00000.parquet"), "PAR");
        Files.writeString(files.resolve("part-00001.parquet"), "PAR1");
        run("start-query", "--user", "alice", "--settings", "{\"full_result\":true}", "rows 60");
        String id = out.toString().strip();
        await().until(() -> run("read-query-result", "--user", "alice", id) == 0);

        assertThat(run(
                        "read-query-result",
                        "--user",
                        "alice",
                        "--full",
                        folder.resolve("got").toString(),
                        id))
                .isZero();
        assertThat(out.toString()).contains("60 rows in 2 Parquet files");
        assertThat(folder.resolve("got/part-00001.parquet")).hasContent("PAR1");
    }

    @Test
    void missingFullResultIsExitCodeThree() {
        run("start-query", "--user", "alice", "rows 1");
        String id = out.toString().strip();
        await().until(() -> run("read-query-result", "--user", "alice", id) == 0);

        assertThat(run(
                        "read-query-result",
                        "--user",
                        "alice",
                        "--full",
                        folder.resolve("got").toString(),
                        id))
                .isEqualTo(3);
        assertThat(err.toString()).contains("full_result");
    }

    @Test
    void abortEndsAQuery() {
        run("start-query", "--user", "alice", "block");
        String id = out.toString().strip();

        await().until(() -> run("abort-query", "--user", "alice", id) == 0);
    }

    @Test
    void unknownQueryIsExitCodeThree() {
        assertThat(run("get-query", "none")).isEqualTo(3);
        assertThat(err.toString()).contains("Query none is not found");
    }

    @Test
    void absentTrackerIsExitCodeThree() {
        tracker.close();

        assertThat(run("sql", "rows 1")).isEqualTo(3);
        assertThat(err.toString()).contains("no query tracker answers at");
    }

    @Test
    void missingCommandIsWrongUsage() {
        StringWriter said = new StringWriter();

        int exit = CommandRunner.of(new QueryTrackerMain(), Map.of(), new PrintWriter(out), new PrintWriter(said))
                .run();

        assertThat(exit).isEqualTo(2);
        assertThat(said.toString()).contains("such as sql or serve");
    }

    @Test
    void idleSessionEndsAfterItsTimeout() {
        run("sql", "rows 1");

        await().until(() -> livy.sessionIds().isEmpty());
    }

    @Test
    void secondTrackerOnTheSameFolderIsRefused() {
        assertThatThrownBy(() -> QueryTracker.start(config(), Livy.directory(livy), InstantSource.system(), () -> {}))
                .hasMessageContaining("is in use by another query tracker");
    }

    @Test
    void takenPortIsNamed() {
        assertThatThrownBy(() -> QueryTracker.start(
                        config("other", tracker.port()), Livy.directory(livy), InstantSource.system(), () -> {}))
                .hasMessageContaining("cannot listen on 127.0.0.1:" + tracker.port())
                .hasMessageContaining("--port");
    }

    @Test
    void longErrorIsCutToItsFirstLine() {
        assertThat(run("sql", "fail no such table\nplan of many lines")).isEqualTo(1);
        assertThat(err.toString().lines())
                .singleElement()
                .asString()
                .startsWith("query-tracker: no such table (all of it: query-tracker get-query ");
    }

    @Test
    void blankLinesBeforeAnErrorAreSkipped() {
        assertThat(run("sql", "fail \n[PARSE_SYNTAX_ERROR] near 'selec'\n== SQL =="))
                .isEqualTo(1);
        assertThat(err.toString().lines())
                .singleElement()
                .asString()
                .startsWith("query-tracker: [PARSE_SYNTAX_ERROR] near 'selec' (all of it: query-tracker get-query ");
    }

    @Test
    void foreignAddressIsRefusedWithoutInsecure() {
        assertThat(serve("--host", "0.0.0.0")).isEqualTo(2);
        assertThat(err.toString()).contains("--insecure");
    }

    @Test
    void refreshIntervalBeyondTheTokenTtlIsRefused() {
        assertThat(serve("--token-refresh", "18m")).isEqualTo(2);
        assertThat(err.toString()).contains("--token-ttl");
    }

    @Test
    void missingServiceKeyFileIsNamed() {
        assertThat(serve("--service-key-file", folder.resolve("no-key").toString()))
                .isEqualTo(1);
        assertThat(err.toString()).contains("no-key");
    }

    private int serve(String... arguments) {
        List<String> all = new ArrayList<>(List.of("serve", "--zookeeper", "127.0.0.1:1"));
        all.addAll(List.of(arguments));
        return CommandRunner.of(new QueryTrackerMain(), Map.of(), new PrintWriter(out), new PrintWriter(err))
                .run(all.toArray(String[]::new));
    }

    private int run(String command, String... arguments) {
        List<String> all = new ArrayList<>(List.of(command, "--tracker", "http://127.0.0.1:" + tracker.port()));
        all.addAll(List.of(arguments));
        return CommandRunner.of(
                        new QueryTrackerMain(), Map.of(), new PrintWriter(out, true), new PrintWriter(err, true))
                .run(all.toArray(String[]::new));
    }
}
