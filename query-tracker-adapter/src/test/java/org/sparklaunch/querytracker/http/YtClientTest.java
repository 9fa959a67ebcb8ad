package org.sparklaunch.querytracker.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparklaunch.querytracker.testing.Tracker;

/**
 * The command line and the Python module of PyPI's {@code ytsaurus-client}, unmodified. {@code scripts/test} installs them;
 * where the environment's {@code PYSPARK_PYTHON} has none, these tests are skipped.
 */
class YtClientTest extends HttpFixture {
    private static final String PYTHON = System.getenv().getOrDefault("PYSPARK_PYTHON", "python3");

    private record Run(int code, String out) {}

    @BeforeAll
    static void needsTheClient() throws Exception {
        Process probe = new ProcessBuilder(PYTHON, "-c", "import yt.wrapper, yt_yson_bindings")
                .redirectErrorStream(true)
                .start();
        probe.getInputStream().readAllBytes();
        assumeTrue(probe.waitFor() == 0, PYTHON + " has no ytsaurus-client; scripts/test installs it");
    }

    @Test
    void queryRunsFromStartToRows() throws Exception {
        String id = yt(
                        "start-query",
                        "spyt",
                        "rows 2",
                        "--settings",
                        "{row_limit=10}",
                        "--annotations",
                        "{title=\"é\"}")
                .out()
                .strip();
        tracker.ended(id);

        assertThat(yt("read-query-result", id, "--format", "<format=text>yson").out())
                .isEqualTo("{\"n\"=0};\n{\"n\"=1};\n");
        assertThat(json("get-query", id, "--format", "<encode_utf8=%false>json")
                        .path("annotations")
                        .path("title")
                        .asText())
                .isEqualTo("é");
        assertThat(tracker.find(id).user()).isEqualTo("alice");
    }

    @Test
    void commandThatWaitsPrintsTheRows() throws Exception {
        assertThat(yt("query", "spyt", "rows 2", "--format", "json").out()).endsWith("{\"n\":0}\n{\"n\":1}\n");
    }

    @Test
    void failedQueryReportsItsCause() throws Exception {
        Run run = yt("query", "spyt", "fail no such table", "--format", "json");

        assertThat(run.code()).isNotZero();
        assertThat(run.out()).contains("no such table");
    }

    @ParameterizedTest
    @ValueSource(strings = {"json", "yson"})
    void unknownQueryHasTheOriginalsCode(String headerFormat) throws Exception {
        Run run = python("""
                import yt.wrapper as yt
                yt.config["proxy"]["header_format"] = "%s"
                try:
                    yt.get_query("no-such-query")
                except yt.YtError as e:
                    print(e.contains_code(3901), e)
                """.formatted(headerFormat));

        assertThat(run.out()).contains("True").contains("no-such-query is not found");
    }

    @Test
    void abortedQueryIsAborted() throws Exception {
        String id = yt("start-query", "spyt", "block").out().strip();
        tracker.awaitState(id, "running");

        yt("abort-query", id, "--message", "enough");

        assertThat(tracker.ended(id).state().word()).isEqualTo("aborted");
        assertThat(yt("get-query", id).out()).contains("with message: enough");
    }

    @Test
    void queryIsAlteredAndFoundByIt() throws Exception {
        String id = yt("start-query", "spyt", "rows 1").out().strip();
        yt("start-query", "spyt", "rows 1");

        assertThat(yt("alter-query", id, "--annotations", "{title=needle}").code())
                .isZero();

        JsonNode list = json("list-queries", "--filter", "needle", "--attribute", "id", "--format", "json");
        assertThat(list.path("queries")).isEqualTo(Tracker.json("[{\"id\":\"" + id + "\"}]"));
    }

    @Test
    void resultAndTrackerAreDescribed() throws Exception {
        String id = yt("start-query", "spyt", "rows 60").out().strip();
        tracker.ended(id);

        JsonNode result = json("get-query-result", id, "--format", "json");
        JsonNode info = json("get-query-tracker-info", "--format", "json");

        assertThat(result.path("is_truncated").asBoolean()).isTrue();
        assertThat(result.path("schema").path(0).path("type").asText()).isEqualTo("int32");
        assertThat(info.path("engines_info").has("spyt")).isTrue();
    }

    @Test
    void moduleRunsEveryCommand() throws Exception {
        Run run = python("""
                import yt.wrapper as yt
                query = yt.run_query("spyt", "rows 3", settings={"params": {}})
                print([row["n"] for row in query.get_result(0)])
                pages = yt.list_queries(limit=1, cursor_direction="future", cursor_time="1970-01-01T00:00:00.000000Z")
                print([q["state"] for q in pages["queries"]], pages["incomplete"])
                other = yt.start_query("spyt", "block")
                yt.alter_query(other, annotations={"mark": 1})
                print(yt.get_query(other, attributes=["annotations"]))
                yt.abort_query(other)
                print(yt.get_query_result(query.id)["data_statistics"]["row_count"])
                print(yt.get_query_tracker_info()["query_tracker_stage"], yt.get_user_name())
                """);

        assertThat(run.out().lines())
                .contains("[0, 1, 2]", "['completed'] false", "{'annotations': {'mark': 1}}", "3", "production alice");
    }

    @ParameterizedTest
    @ValueSource(strings = {"json", "yson"})
    void lettersOutsideAsciiArriveInEveryFormat(String headerFormat) throws Exception {
        Run run = python("""
                import yt.wrapper as yt
                yt.config["proxy"]["header_format"] = "%s"
                sql = "rows 1 -- gr\\u00f6\\u00dfe \\U0001f600"
                query = yt.start_query("spyt", sql, annotations={"title": "\\u00e9", "$value": 1, "$attributes": {}})
                seen = yt.get_query(query)
                print(seen["query"] == sql, seen["annotations"]["title"] == "\\u00e9", seen["annotations"]["$value"])
                """.formatted(headerFormat));

        assertThat(run.out().lines()).contains("True True 1");
    }

    @Test
    void requestSentTwiceStartsOneQuery() throws Exception {
        Run run = python("""
                import yt.wrapper as yt
                from yt.wrapper.driver import make_formatted_request
                wish = {"engine": "spyt", "query": "rows 1", "mutation_id": "1-2-3-4"}
                print(len({make_formatted_request("start_query", dict(wish), format=None)["query_id"] for i in range(3)}))
                """);

        assertThat(run.out().lines()).contains("1");
    }

    private JsonNode json(String... arguments) throws Exception {
        return Tracker.json(yt(arguments).out());
    }

    private Run yt(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(
                List.of(PYTHON, Path.of(PYTHON).resolveSibling("yt").toString()));
        command.addAll(List.of(arguments));
        return run(command);
    }

    private Run python(String script) throws Exception {
        return run(List.of(PYTHON, "-c", script));
    }

    private Run run(List<String> command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("HOME", folder.toString());
        builder.environment().put("YT_PROXY", "127.0.0.1:" + http.port());
        builder.environment().put("YT_LOG_LEVEL", "ERROR");
        builder.environment().put("YT_CONFIG_PATCHES", "{impersonation_user=alice;query_tracker={poll_period=100}}");
        Process process = builder.start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).as(out).isTrue();
        return new Run(process.exitValue(), out);
    }
}
