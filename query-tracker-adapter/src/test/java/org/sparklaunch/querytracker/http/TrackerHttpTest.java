package org.sparklaunch.querytracker.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sparklaunch.authentication.Authenticator;
import org.sparklaunch.authentication.Credentials;
import org.sparklaunch.authentication.accounts.LocalCallers;
import org.sparklaunch.querytracker.result.ResultFolder;
import org.sparklaunch.querytracker.testing.FakeLivy;
import org.sparklaunch.querytracker.testing.Tracker;

class TrackerHttpTest extends HttpFixture {
    private final HttpClient client = HttpClient.newHttpClient();

    private record Answer(int status, JsonNode body, HttpResponse<String> response) {}

    @Test
    void healthIsUp() throws Exception {
        assertThat(get("alice", "/health").body().path("status").asText()).isEqualTo("up");
    }

    @Test
    void internalErrorNamesNeitherClassesNorPaths() throws Exception {
        String id = completed("rows 1");
        try (Connection database = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("queries.db"));
                Statement change = database.createStatement()) {
            change.execute("ALTER TABLE query_results RENAME TO lost");
        }

        Answer answer = get("alice", "/api/v4/get_query_result?query_id=" + id);

        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.response().body())
                .contains(
                        "internal error of the query tracker; its log has the details of GET /api/v4/get_query_result")
                .doesNotContain("Exception", "org.s", "java.", "SQL", folder.toString());
    }

    @Test
    void queryRunsFromStartToRows() throws Exception {
        String id = startQuery("alice", "rows 2");

        JsonNode query =
                get("alice", "/api/v4/get_query?query_id=" + id + "&wait=20").body();

        assertThat(query.path("state").asText()).isEqualTo("completed");
        assertThat(query.path("user").asText()).isEqualTo("alice");
        assertThat(query.path("engine").asText()).isEqualTo("spyt");
        assertThat(query.path("result_count").asInt()).isEqualTo(1);
        assertThat(query.path("progress").path("verdict").asText()).startsWith("new: no session of alice");
        assertThat(query.path("start_time").asText()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}Z");
        assertThat(get("alice", "/api/v4/read_query_result?query_id=" + id)
                        .body()
                        .path("rows"))
                .isEqualTo(Tracker.json("[[0],[1]]"));
    }

    @Test
    void resultReportsSchemaAndSize() throws Exception {
        String id = completed("rows 60");

        JsonNode meta = get("alice", "/api/v4/get_query_result?query_id=" + id + "&result_index=0")
                .body();

        assertThat(meta.path("schema"))
                .isEqualTo(
                        Tracker.json(
                                "[{\"name\":\"n\",\"type\":\"int32\",\"required\":true,\"type_v3\":\"int32\",\"spark_type\":\"integer\"}]"));
        assertThat(meta.path("is_truncated").asBoolean()).isTrue();
        assertThat(meta.path("data_statistics").path("row_count").asInt()).isEqualTo(Tracker.ROW_LIMIT);
    }

    @Test
    void rowsAreReadByRange() throws Exception {
        String id = completed("rows 10");

        JsonNode rows = get(
                        "alice",
                        "/api/v4/read_query_result?query_id=" + id + "&lower_row_index=8&upper_row_index=100&columns=n")
                .body();

        assertThat(rows.path("rows")).isEqualTo(Tracker.json("[[8],[9]]"));
        assertThat(rows.path("row_count").asInt()).isEqualTo(10);
        assertThat(get(
                                "alice",
                                "/api/v4/read_query_result?query_id=" + id
                                        + "&lower_row_index=3000000000&upper_row_index=9223372036854775807")
                        .body()
                        .path("rows"))
                .isEqualTo(Tracker.json("[]"));
    }

    @ParameterizedTest
    @CsvSource({
        "json, application/json, '{\"n\":0}\n{\"n\":1}\n'",
        "csv, text/csv; charset=utf-8, 'n\r\n0\r\n1\r\n'",
        "%3Cformat%3Dtext%3Eyson, application/x-yt-yson-text, '{\"n\"=0};\n{\"n\"=1};\n'"
    })
    void rowsComeInEveryFormat(String format, String contentType, String rows) throws Exception {
        String id = completed("rows 2");

        HttpResponse<String> answer = client.send(
                request("alice", "/api/v4/read_query_result?query_id=" + id + "&output_format=" + format)
                        .build(),
                BodyHandlers.ofString());

        assertThat(answer.headers().firstValue("Content-Type")).contains(contentType);
        assertThat(answer.body()).isEqualTo(rows);
    }

    @Test
    void rowsComeAsAnArrowStream() throws Exception {
        String id = completed("rows 2");

        HttpResponse<byte[]> answer = client.send(
                request("alice", "/api/v4/read_query_result?query_id=" + id)
                        .header("Accept", "application/vnd.apache.arrow.stream")
                        .build(),
                BodyHandlers.ofByteArray());

        assertThat(answer.headers().firstValue("Content-Type")).contains("application/vnd.apache.arrow.stream");
        assertThat(answer.body()).startsWith(-1, -1, -1, -1).endsWith(-1, -1, -1, -1, 0, 0, 0, 0);
    }

    @Test
    void unknownFormatIsRefused() throws Exception {
        String id = completed("rows 1");

        assertThat(get("alice", "/api/v4/read_query_result?output_format=xml&query_id=" + id)
                        .body()
                        .path("message")
                        .asText())
                .contains("unknown output format 'xml'");
    }

    @Test
    void failedQueryReportsItsError() throws Exception {
        String id = startQuery("alice", "fail no such table");

        JsonNode query =
                get("alice", "/api/v4/get_query?query_id=" + id + "&wait=20").body();

        assertThat(query.path("state").asText()).isEqualTo("failed");
        assertThat(query.path("error")
                        .path("inner_errors")
                        .path(0)
                        .path("message")
                        .asText())
                .isEqualTo("no such table");
    }

    @Test
    void secretSettingsAreHidden() throws Exception {
        String conf = "{\"spark.hadoop.fs.s3a.secret.key\":\"hush\",\"spark.sql.shuffle.partitions\":\"8\"}";
        String body = "{\"query\":\"rows 1\",\"settings\":{\"spark_conf\":" + conf + "}}";
        String id = post("alice", "start_query", body).body().path("query_id").asText();

        JsonNode shown = get("alice", "/api/v4/get_query?query_id=" + id).body().at("/settings/spark_conf");

        assertThat(shown.path("spark.hadoop.fs.s3a.secret.key").asText()).isEqualTo("*********(redacted)");
        assertThat(shown.path("spark.sql.shuffle.partitions").asText()).isEqualTo("8");
    }

    @Test
    void onlyRequestedAttributesAreReturned() throws Exception {
        String id = completed("rows 1");

        JsonNode query = get("alice", "/api/v4/get_query?query_id=" + id + "&attributes=id,state")
                .body();

        assertThat(query).isEqualTo(Tracker.json("{\"id\":\"" + id + "\",\"state\":\"completed\"}"));
    }

    @Test
    void parametersMayComeInTheHeader() throws Exception {
        String id = completed("rows 1");
        HttpRequest request = request("alice", "/api/v4/get_query")
                .header("X-YT-Parameters", "{\"query_id\":\"" + id + "\"}")
                .build();

        assertThat(send(request).body().path("id").asText()).isEqualTo(id);
    }

    @Test
    void abortedQueryIsAborted() throws Exception {
        String id = startQuery("alice", "block");
        tracker.awaitState(id, "running");

        assertThat(post("alice", "abort_query", "{\"query_id\":\"" + id + "\"}").status())
                .isEqualTo(200);
        assertThat(tracker.ended(id).state().word()).isEqualTo("aborted");
    }

    @Test
    void listHasOwnQueriesAndReportsIncompletePages() throws Exception {
        completed("rows 1");
        String newest = completed("rows 2");
        startQuery("bob", "rows 1");

        JsonNode list = get("alice", "/api/v4/list_queries?limit=1").body();

        assertThat(list.path("queries")).hasSize(1);
        assertThat(list.path("queries").path(0).path("id").asText()).isEqualTo(newest);
        assertThat(list.path("incomplete").asBoolean()).isTrue();
    }

    @Test
    void queriesOfOthersAreNotListed() throws Exception {
        completed("rows 1");

        assertThat(get("bob", "/api/v4/list_queries?user=alice").body().path("queries"))
                .isEmpty();
    }

    @Test
    void queryOfAnotherUserHasTheCodeOfAMissingRight() throws Exception {
        String id = completed("rows 1");

        Answer answer = get("bob", "/api/v4/get_query?query_id=" + id);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().path("code").asInt()).isEqualTo(901);
        assertThat(answer.response().headers().firstValue("X-YT-Error"))
                .hasValueSatisfying(h -> assertThat(h).contains("901"));
        assertThat(get("bob", "/api/v4/get_query?query_id=none")
                        .body()
                        .path("code")
                        .asInt())
                .isEqualTo(3901);
    }

    @Test
    void queryIsSharedByItsLink() throws Exception {
        String id = post("alice", "start_query", "{\"query\":\"rows 1\",\"access_control_object\":\"everyone-share\"}")
                .body()
                .path("query_id")
                .asText();

        Answer shown = get("bob", "/api/v4/get_query?query_id=" + id);

        assertThat(shown.body().path("access_control_object").asText()).isEqualTo("everyone-share");
        assertThat(get("bob", "/api/v4/list_queries").body().path("queries")).isEmpty();
    }

    @Test
    void unknownAccessControlObjectIsRefused() throws Exception {
        Answer answer =
                post("alice", "start_query", "{\"query\":\"rows 1\",\"access_control_objects\":[\"everybody\"]}");

        assertThat(answer.body().path("code").asInt()).isEqualTo(500);
        assertThat(answer.body().path("message").asText()).contains("everyone-share");
    }

    @Test
    void unnamedCallerIsTheDefaultUser() throws Exception {
        String id = post(null, "start_query", "{\"query\":\"rows 1\"}")
                .body()
                .path("query_id")
                .asText();

        assertThat(tracker.find(id).user()).isEqualTo("nobody");
    }

    @Test
    void attributesOfTheOriginalAreThere() throws Exception {
        String id = post("alice", "start_query", "{\"query\":\"rows 1\",\"settings\":{\"is_indexed\":false}}")
                .body()
                .path("query_id")
                .asText();
        JsonNode running = get("alice", "/api/v4/get_query?query_id=" + id).body();
        tracker.ended(id);

        JsonNode ended = get("alice", "/api/v4/get_query?query_id=" + id).body();
        assertThat(ended.path("is_indexed").asBoolean(true)).isFalse();
        assertThat(ended.path("assigned_tracker").asText())
                .isNotEmpty()
                .isEqualTo(running.path("assigned_tracker").asText());
    }

    @Test
    void draftIsListedAsTheOriginalDoes() throws Exception {
        String id = post("alice", "start_query", "{\"query\":\"blah\",\"draft\":true}")
                .body()
                .path("query_id")
                .asText();

        JsonNode draft = get("alice", "/api/v4/get_query?query_id=" + id).body();
        assertThat(draft.path("state").asText()).isEqualTo("draft");
        assertThat(get("alice", "/api/v4/list_queries?state=draft").body().path("queries"))
                .containsExactly(draft);
    }

    @Test
    void trackerInfoHasEveryAttributeAndFillsThoseAskedFor() throws Exception {
        JsonNode all =
                get("alice", "/api/v4/get_query_tracker_info?stage=testing").body();
        JsonNode some = get("alice", "/api/v4/get_query_tracker_info?attributes=clusters")
                .body();

        assertThat(all.path("query_tracker_stage").asText()).isEqualTo("testing");
        assertThat(all.path("clusters")).hasToString("[\"default\"]");
        assertThat(all.path("cluster_name").asText()).isEqualTo("default");
        assertThat(all.path("supported_features").path("multiple_aco").asBoolean())
                .isTrue();
        assertThat(all.path("access_control_objects")).hasSizeGreaterThan(2);
        assertThat(all.path("expected_tables_version").isInt()).isTrue();
        assertThat(some.path("clusters")).hasToString("[\"default\"]");
        assertThat(some.path("cluster_name").asText()).isEmpty();
        assertThat(some.path("supported_features")).isEmpty();
        assertThat(some.path("engines_info")).isEmpty();
    }

    @Test
    void declaredParametersAreNamed() throws Exception {
        JsonNode info = get(
                        "alice",
                        "/api/v4/get_query_declared_parameters_info?query="
                                + URLEncoder.encode("select :a, ':b', x::int -- :c\n, :a_2 ", StandardCharsets.UTF_8))
                .body();

        assertThat(info).isEqualTo(Tracker.json("{\"parameters\":{\"a\":\"any\",\"a_2\":\"any\"}}"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
                    other                              | false | 1
                    oth                                | false |
                    oth                                | true  | 1
                    select                             | false |
                    "aco:"                             | false |
                    'aco:'                             | true  | 1
                    everyone                           | false |
                    "aco:everyone"                     | false | 1
                    'aco:everyone' first               | false | 0 1
                    """)
    void wordsAreSearchedAsInTheOriginal(String filter, boolean prefix, String found) throws Exception {
        List<String> ids = List.of(
                post("alice", "start_query", "{\"query\":\"rows 1 -- select first\"}")
                        .body()
                        .path("query_id")
                        .asText(),
                post("alice", "start_query", "{\"query\":\"rows 1 -- OTHER\",\"access_control_object\":\"everyone\"}")
                        .body()
                        .path("query_id")
                        .asText());
        String path = "/api/v4/list_queries?use_full_text_search=true&search_by_token_prefix=" + prefix
                + "&cursor_direction=future&filter=" + URLEncoder.encode(filter, StandardCharsets.UTF_8);

        List<String> expected = found == null
                ? List.of()
                : Stream.of(found.split(" "))
                        .map(i -> ids.get(Integer.parseInt(i)))
                        .toList();
        assertThat(get("alice", path).body().path("queries"))
                .extracting(query -> query.path("id").asText())
                .containsExactlyElementsOf(expected);
    }

    @Test
    void trackerReportsItsEngine() throws Exception {
        assertThat(get("alice", "/api/v4/get_query_tracker_info")
                        .body()
                        .path("engines_info")
                        .has("spyt"))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {"query":                                   | request body is not JSON
                    [1]                                         | not a map of parameters
                    {}                                          | missing parameter 'query'
                    {"query":"  "}                              | query is empty
                    {"query":"x","enigne":"spyt"}               | unknown parameter 'enigne'
                    {"query":"x","engine":"yql"}                | Unknown engine 'yql'
                    {"query":"x","settings":{"sparkconf":1}}    | did you mean 'spark_conf'
                    {"query":"x","settings":"{"}                | parameter 'settings' is not JSON
                    {"query":"x","files":[{"name":"f"}]}        | 'files' is not supported: the SQL of Spark reads no
                    {"query":"x","secrets":[{"id":"f"}]}        | 'secrets' is not supported: they refer to a tree
                    """)
    void badStartsAreRefusedInOneLine(String body, String words) throws Exception {
        Answer answer = post("alice", "start_query", body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().path("message").asText()).contains(words).doesNotContain("\n");
    }

    @ParameterizedTest
    @CsvSource({
        "list_queries?limit=0, from 1 to 10000",
        "list_queries?limit=many, not a number",
        "list_queries?state=lost, unknown state 'lost'",
        "list_queries?from_time=yesterday, not a time",
        "get_query, missing parameter 'query_id'",
        "get_query?query_id=none, Query none is not found"
    })
    void badReadsAreRefusedInOneLine(String path, String words) throws Exception {
        assertThat(get("alice", "/api/v4/" + path).body().path("message").asText())
                .contains(words);
    }

    @Test
    void unknownCommandIs404() throws Exception {
        assertThat(get("alice", "/api/v4/launch_rocket").status()).isEqualTo(404);
    }

    @Test
    void wrongVerbIs405() throws Exception {
        assertThat(get("alice", "/api/v4/start_query").status()).isEqualTo(405);
    }

    @Test
    void tokenOfYtsaurusClientIsABearerToken() throws Exception {
        Authenticator authenticator = new Authenticator() {
            @Override
            public Optional<String> user(Credentials presented) {
                boolean known = "Bearer secret".equals(presented.header().apply("Authorization"));
                return known ? Optional.of("zoe") : Optional.empty();
            }

            @Override
            public String challenge() {
                return "Bearer";
            }
        };
        http.close();
        http = TrackerHttp.start(
                new ListenAddress("127.0.0.1", 0),
                tracker.service(),
                new UserResolver("nobody", authenticator, LocalCallers.everyone()),
                new ResultFolder(folder),
                new TrackerHttp.Monitoring(audit, metrics));

        HttpRequest known = request(null, "/auth/whoami")
                .header("Authorization", "OAuth secret")
                .build();

        assertThat(send(known).body().path("login").asText()).isEqualTo("zoe");
        assertThat(get(null, "/auth/whoami").body().path("code").asInt()).isEqualTo(901);
    }

    @Test
    void webPagesAreRefused() throws Exception {
        HttpRequest request = request("alice", "/api/v4/list_queries")
                .header("Origin", "http://evil.example")
                .build();

        assertThat(send(request).status()).isEqualTo(400);
    }

    @Test
    void filesOfFullResultAreReadableByUsersWhoMayReadTheQuery() throws Exception {
        Path files = Files.createDirectories(folder.resolve("results").resolve(FakeLivy.FULL_RESULT));
        Files.writeString(files.resolve("part-00001.parquet"), "PAR1");
        String id = post("alice", "start_query", "{\"query\":\"rows 60\",\"settings\":{\"full_result\":true}}")
                .body()
                .path("query_id")
                .asText();
        tracker.ended(id);
        String file = "/api/v4/read_query_result?full_result_file=1&query_id=" + id;

        assertThat(get("alice", "/api/v4/get_query_result?query_id=" + id)
                        .body()
                        .path("full_result"))
                .hasToString("{\"format\":\"parquet\",\"row_count\":60,\"size\":7,\"files\":2}");
        assertThat(client.send(request("alice", file).build(), BodyHandlers.ofString())
                        .body())
                .isEqualTo("PAR1");
        assertThat(get("bob", file).body().path("code").asInt()).isEqualTo(901);
        post("alice", "alter_query", "{\"query_id\":\"" + id + "\",\"access_control_object\":\"everyone-use\"}");
        assertThat(get("bob", file).body().path("code").asInt()).isEqualTo(901);
    }

    @Test
    void fullResultThatWasNotRequestedIsNotFound() throws Exception {
        String id = completed("rows 1");

        assertThat(get("alice", "/api/v4/read_query_result?full_result_file=0&query_id=" + id)
                        .body()
                        .path("message")
                        .asText())
                .contains("full_result=true");
    }

    private String completed(String sql) throws Exception {
        String id = startQuery("alice", sql);
        tracker.ended(id);
        return id;
    }

    private String startQuery(String user, String sql) throws Exception {
        return post(user, "start_query", "{\"engine\":\"spyt\",\"query\":\"" + sql + "\"}")
                .body()
                .path("query_id")
                .asText();
    }

    private Answer get(String user, String path) throws Exception {
        return send(request(user, path).build());
    }

    private Answer post(String user, String command, String body) throws Exception {
        return send(request(user, "/api/v4/" + command)
                .POST(BodyPublishers.ofString(body))
                .build());
    }

    private HttpRequest.Builder request(String user, String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + http.port() + path));
        return user == null ? request : request.header("X-User", user);
    }

    private Answer send(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
        return new Answer(response.statusCode(), Tracker.json(response.body()), response);
    }

    /** The time of the response would tell when the query ends. */
    @Test
    @Timeout(60)
    void waitingForAQueryOfOthersIsRefusedAtOnce() throws Exception {
        String id = startQuery("alice", "block");
        tracker.awaitState(id, "running");

        assertThat(get("bob", "/api/v4/get_query?query_id=" + id + "&wait=600").status())
                .isEqualTo(400);
    }
}
