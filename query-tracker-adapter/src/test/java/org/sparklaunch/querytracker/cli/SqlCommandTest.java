package org.sparklaunch.querytracker.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparklaunch.querytracker.QueryTracker;
import org.sparklaunch.querytracker.testing.FakeLivy;
import org.sparklaunch.querytracker.testing.Livy;
import org.sparklaunch.querytracker.testing.Tracker;
import picocli.CommandLine;

class SqlCommandTest extends CommandFixture {
    @ParameterizedTest
    @CsvSource({
        "--rows, none, --rows none is neither",
        "--output, out.txt, does not end with .csv",
        "--timeout, soon, setting timeout",
        "--row-limit, many, many",
        "--conf, x=1, begin with 'spark.'"
    })
    void wrongOptionsAreWrongUsage(String option, String value, String words) {
        assertThat(run("sql", option, value, "rows 1")).isEqualTo(2);
        assertThat(err.toString()).contains(words);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "--output out.csv --format json | --format has no effect on --output",
                "--output out.csv --wide | --wide has no effect on --output",
                "--output out.parquet --rows 5 | --output out.parquet has all rows; leave out --rows",
                "--output no/such/folder/out.csv | its folder does not exist",
                "--param a=1 --param a=2 | option --param has the key 'a' more than once",
                "--conf spark.a=1 --settings {\"spark_conf\":[1]} | --conf cannot be added to the setting spark_conf",
                "--param a=1 --settings {\"params\":\"no\"} | the setting params is not valid JSON",
                "--settings {\"timeout\":\"5m\",\"timeout\":\"1h\"} | --settings is not valid JSON: Duplicate",
                "--param a=1 --settings {\"params\":\"7\"} | --param cannot be added to the setting params"
            })
    void contradictingOptionsAreWrongUsage(String options, String words) {
        assertThat(run("sql", (options + " rows").split(" "))).isEqualTo(2);
        assertThat(err.toString()).contains(words);
    }

    @Test
    void formatOfTheOutputFileMayBeNamed() throws IOException {
        writeRows(2);
        Path file = folder.resolve("out.csv");

        assertThat(run("sql", "--format", "csv", "--output", file.toString(), "rows 2"))
                .isZero();

        assertThat(file).hasContent("n\n0\n1");
    }

    @Test
    void folderInPlaceOfAnOutputFileIsWrongUsage() throws IOException {
        Path target = Files.createDirectory(folder.resolve("out.csv"));

        assertThat(run("sql", "--output", target.toString(), "rows 1")).isEqualTo(2);
        assertThat(err.toString()).contains("is a folder; name a file");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--limit 0", "--limit 10001", "--state walking"})
    void wrongFiltersOfAListAreWrongUsage(String option) {
        assertThat(run("list-queries", option.split(" "))).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"wait", "get-query", "abort-query", "read-query-result"})
    void unknownQueryIsNotFound(String command) {
        for (String id : new String[] {"none", "../x", "", " ", "a&b=c", "é\u001b"}) {
            assertThat(run(command, id)).as(id).isEqualTo(3);
        }
    }

    @Test
    void sqlMayBeginWithACommentAfterASeparator() {
        assertThat(run("sql", "--format", "csv", "--", "-- two\nrows 2")).isZero();
        assertThat(run("sql", "-- two\nrows 2")).isEqualTo(2);
    }

    @Test
    void sessionThatDoesNotExistIsNotFound() {
        assertThat(run("end-session", "none")).isEqualTo(3);
    }

    @Test
    void sqlOfAFileMayBeginWithAByteOrderMark() throws IOException {
        Path file = Files.writeString(folder.resolve("q.sql"), "\ufeffrows 1");

        assertThat(run("sql", "--format", "csv", "--file", file.toString())).isZero();
        assertThat(out.toString().lines()).hasSize(2);
    }

    @Test
    void sqlInAnotherCharacterSetIsRefused() throws IOException {
        Path file = Files.write(folder.resolve("q.sql"), "rows 1 -- größe".getBytes(StandardCharsets.ISO_8859_1));

        assertThat(run("sql", "--file", file.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("q.sql is not UTF-8").doesNotContain("Exception");
    }

    @Test
    void optionsAddToSettingsThatAreStrings() {
        assertThat(run(
                        "sql",
                        "--settings",
                        "{\"spark_conf\":\"{\\\"spark.a\\\":\\\"1\\\"}\"}",
                        "--conf",
                        "spark.b=2",
                        "rows 1"))
                .isZero();

        assertThat(livy.conf(0)).containsEntry("spark.a", "1").containsEntry("spark.b", "2");
    }

    @Test
    void outputFileHasAtMostTheRowsOfTheRowLimit() throws IOException {
        Path file = folder.resolve("out.csv");

        assertThat(run("sql", "--output", file.toString(), "--row-limit", "7", "rows 60"))
                .isZero();

        assertThat(livy.orders(0).get(0).has("file_rows")).isFalse();
        assertThat(err.toString()).contains("is cut after 7 rows");
    }

    @Test
    void wrongAddressOfTheTrackerIsWrongUsage() {
        assertThat(runner().run("sql", "--tracker", "localhost", "rows 1")).isEqualTo(2);
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
    void rowsOfYtsaurusFormatArePrintedWhileTheyArrive() throws IOException {
        writeRows(20_000);

        assertThat(run("sql", "--format", "yson", "--rows", "all", "rows 20000"))
                .isZero();
        assertThat(out.toString().lines()).hasSize(20_000).endsWith("{\"n\"=19999};");
        assertThat(err.toString()).isEmpty();
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
    void parquetOfSeveralPartsIsAFolder() throws IOException {
        Path files = Files.createDirectories(folder.resolve("results").resolve(FakeLivy.FULL_RESULT));
        Files.writeString(files.resolve("part-00000.parquet"), "PAR");
        Files.writeString(files.resolve("part-00001.parquet"), "PAR1");

        assertThat(run("sql", "--output", folder.resolve("out.parquet").toString(), "rows 60"))
                .isZero();

        assertThat(folder.resolve("out.parquet/part-00001.parquet")).hasContent("PAR1");
    }

    @Test
    void partsOfAnEarlierResultAreReplaced() throws IOException {
        Path files = Files.createDirectories(folder.resolve("results").resolve(FakeLivy.FULL_RESULT));
        Files.writeString(files.resolve("part-00000.parquet"), "PAR");
        Files.writeString(files.resolve("part-00001.parquet"), "PAR1");
        Path target = Files.createDirectory(folder.resolve("out.parquet"));
        for (String name :
                new String[] {"part-00001.parquet", "part-00002.parquet", "part-00003.parquet", "notes.txt"}) {
            Files.writeString(target.resolve(name), "old");
        }

        assertThat(run("sql", "--output", target.toString(), "rows 60")).isZero();

        assertThat(target)
                .isDirectoryNotContaining("glob:**part-0000[23].parquet")
                .isDirectoryContaining("glob:**notes.txt");
        assertThat(target.resolve("part-00001.parquet")).hasContent("PAR1");
    }

    @Test
    void fileOfAnEarlierResultIsReplacedByAFolder() throws IOException {
        Path files = Files.createDirectories(folder.resolve("results").resolve(FakeLivy.FULL_RESULT));
        Files.writeString(files.resolve("part-00000.parquet"), "PAR");
        Files.writeString(files.resolve("part-00001.parquet"), "PAR1");
        Path target = Files.writeString(folder.resolve("out.parquet"), "old");

        assertThat(run("sql", "--output", target.toString(), "rows 60")).isZero();

        assertThat(target.resolve("part-00001.parquet")).hasContent("PAR1");
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
    void commandWaitsForATrackerThatRestarts() throws Exception {
        int port = tracker.port();
        CompletableFuture<Integer> exit = CompletableFuture.supplyAsync(() -> run("sql", "--format", "csv", "block"));
        await().until(() -> livy.posted().size() == 1);

        tracker.close();
        tracker = QueryTracker.start(
                config("query-tracker", port), Livy.directory(livy), InstantSource.system(), () -> {});
        livy.unblock();

        assertThat(exit.get(60, TimeUnit.SECONDS)).as(err.toString()).isZero();
        assertThat(out.toString().lines()).hasSize(2);
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
        all.getSubcommands()
                .forEach((name, command) ->
                        assertThat(command.getUsageMessage()).as(name).contains("Examples:"));
    }
}
