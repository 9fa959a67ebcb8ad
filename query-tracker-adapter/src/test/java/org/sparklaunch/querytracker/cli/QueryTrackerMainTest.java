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
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.sparklaunch.commands.CommandRunner;
import org.sparklaunch.querytracker.QueryTracker;
import org.sparklaunch.querytracker.testing.FakeLivy;
import org.sparklaunch.querytracker.testing.Livy;
import org.sparklaunch.querytracker.testing.Tracker;

class QueryTrackerMainTest extends CommandFixture {
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
        assertThat(err.toString())
                .contains("no query tracker answers at", "(connection refused)")
                .doesNotContain("Exception");
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
}
