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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sparklaunch.querytracker.testing.Tracker;

/** The formats of YTsaurus with their attributes, in parameters and in responses. */
class FormatApiTest extends HttpFixture {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    dsv                                                             | `n=0;n=1;`
                    <key_value_separator=":">dsv                                    | `n:0;n:1;`
                    <line_prefix=row>dsv                                            | `row\tn=0;row\tn=1;`
                    <enable_column_names_header=%true>schemaful_dsv                 | `n;0;1;`
                    <columns=[n];missing_value_mode=skip_row>schemaful_dsv          | `0;1;`
                    <enable_escaping=%false;enable_type_conversion=%true>dsv        | `n=0;n=1;`
                    <enable_table_index=%false;table_index_column="@i">dsv          | `n=0;n=1;`
                    """)
    void attributesOfTabSeparatedValuesAreHonoured(String format, String rows) throws Exception {
        String id = completed("rows 2");

        assertThat(read(id, format).body().replace('\n', ';')).isEqualTo(rows);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    <field_seperator=",">dsv                        | unknown attribute 'field_seperator' of the format dsv
                    <missing_value_mode=fail>dsv                    | unknown attribute 'missing_value_mode'
                    <line_prefix=row>schemaful_dsv                  | unknown attribute 'line_prefix' of the format schemaful_dsv
                    <enable_table_index=%true>dsv                   | a result is one table
                    <field_separator="ab">dsv                       | field_separator of the format dsv is "ab"; it must be one ASCII character
                    <field_separator="\\xc3\\xa9">dsv               | it must be one ASCII character
                    <field_separator="">schemaful_dsv               | it must be one ASCII character
                    <field_separator="=">dsv                        | two separators
                    <field_separator="\\n">schemaful_dsv            | two separators
                    <enable_escaping=yes>dsv                        | it must be %true or %false
                    <columns=n>schemaful_dsv                        | a list of different names
                    <columns=[n;n]>schemaful_dsv                    | a list of different names
                    <columns=[absent]>schemaful_dsv                 | no column 'absent'
                    <missing_value_mode=ignore>schemaful_dsv        | fail, skip_row or print_sentinel
                    """)
    void otherAttributesAreRefusedByName(String format, String problem) throws Exception {
        HttpResponse<String> answer = read(completed("rows 2"), format);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(Tracker.json(answer.body()).path("message").asText()).contains(problem);
    }

    /** In YTsaurus any value can have them. */
    @Test
    void attributesOfParametersAreIgnored() throws Exception {
        JsonNode answer = startByYson("<a=b>{query=<a=b>\"rows 60\";settings=<a=b>{row_limit=<a=b>7}}");

        String id = answer.path("query_id").asText();
        tracker.ended(id);

        assertThat(Tracker.json(read(id, null).body()).path("row_count").asInt())
                .isEqualTo(7);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {"$attributes"={"a"="x"};"$value"=1}   | {"$$attributes":{"a":"x"},"$$value":1}
                    {"note"=<"a"="x">1}                    | {"note":{"$attributes":{"a":"x"},"$value":1}}
                    """)
    void annotationsAreReturnedAsTheyWereSent(String yson, String json) throws Exception {
        String id = startByYson("{query=\"rows 1\";annotations=" + yson + "}")
                .path("query_id")
                .asText();
        String get = "/api/v4/get_query?attributes=annotations&query_id=" + id;

        assertThat(send(request(get + "&output_format=%3Cformat%3Dtext%3Eyson")).body())
                .isEqualTo("{\"annotations\"=" + yson + "}");
        assertThat(Tracker.json(send(request(get)).body()).path("annotations")).isEqualTo(Tracker.json(json));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "none",
            value = {
                "none                     | rows 1 -- é        | rows 1 -- é",
                "json                     | rows 1 -- \u00c3\u00a9 | rows 1 -- é",
                "json                     | rows 1 -- 😀       | rows 1 -- 😀",
                "<encode_utf8=%false>json | rows 1 -- é        | rows 1 -- é",
                "<\"encode_utf8\" = %false;>\"json\" | rows 1 -- é | rows 1 -- é",
                "<format=text>yson        | rows 1 -- é        | rows 1 -- é"
            })
    void stringsOfJsonAreBytesUnlessTheClientNamesUtf8(String headerFormat, String sent, String sql) throws Exception {
        HttpRequest.Builder request =
                request("/api/v4/start_query").POST(BodyPublishers.ofString("{\"query\":\"" + sent + "\"}"));
        if (headerFormat != null) {
            request.header("X-YT-Header-Format", headerFormat);
        }

        String id = Tracker.json(send(request).body()).path("query_id").asText();

        assertThat(tracker.find(id).sql()).isEqualTo(sql);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "application/json | {\"query\":\"rows 1\",\"settings\":{\"row_limit\":1,\"row_limit\":2}}",
                "application/json | {\"query\":\"rows 1\",\"settings\":{\"params\":\"{\\\"a\\\":1,\\\"a\\\":2}\"}}",
                "application/json | {\"query\":\"rows 1\",\"settings\":{\"spark_conf\":\"{\\\"spark.a\\\":1,\\\"spark.a\\\":2}\"}}",
                "application/x-yt-yson-text | {query=\"rows 1\";settings={row_limit=1;row_limit=2}}"
            })
    void nameThatIsGivenTwiceIsRefused(String type, String body) throws Exception {
        HttpResponse<String> answer =
                send(request("/api/v4/start_query").header("Content-Type", type).POST(BodyPublishers.ofString(body)));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(Tracker.json(answer.body()).path("message").asText()).matches(".*(Duplicate field|twice).*");
    }

    /** As text, it would be its Base64. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "application/json | {\"query\":\"rows 1 -- é\"} | parameter 'query' is not UTF-8",
                "application/x-yt-yson-text | {query=\"rows 1 -- \\xe9\"} | parameter 'query' is not UTF-8",
                "application/x-yt-yson-text | {query=\"rows 1\";settings={spark_conf={\"spark.a\"=\"\\xe9\"}}} | the value of 'spark.a' is not UTF-8"
            })
    void stringThatIsNotUtf8IsRefused(String type, String body, String problem) throws Exception {
        HttpResponse<String> answer = send(request("/api/v4/start_query")
                .header("Content-Type", type)
                .header("X-YT-Header-Format", "json")
                .POST(BodyPublishers.ofString(body)));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(Tracker.json(answer.body()).path("message").asText()).contains(problem);
    }

    @Test
    void argumentThatIsNotUtf8IsBinary() throws Exception {
        String id = startByYson("{query=\"rows 1\";settings={params={b=\"\\xff\\x01\";s=\"\\xc3\\xa9\"}}}")
                .path("query_id")
                .asText();
        tracker.ended(id);

        assertThat(livy.orders(0).get(0).path("params"))
                .isEqualTo(Tracker.json("{\"b\":{\"type\":\"binary\",\"value\":\"/wE=\"},\"s\":\"é\"}"));
    }

    private JsonNode startByYson(String parameters) throws Exception {
        return Tracker.json(send(request("/api/v4/start_query")
                        .header("Content-Type", "application/x-yt-yson-text")
                        .POST(BodyPublishers.ofString(parameters)))
                .body());
    }

    private String completed(String sql) throws Exception {
        String id = startByYson("{query=\"" + sql + "\"}").path("query_id").asText();
        tracker.ended(id);
        return id;
    }

    private HttpResponse<String> read(String id, String format) throws Exception {
        String asked = format == null ? "" : "&output_format=" + URLEncoder.encode(format, StandardCharsets.UTF_8);
        return send(request("/api/v4/read_query_result?query_id=" + id + asked));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + http.port() + path))
                .header("X-User", "alice");
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return CLIENT.send(request.build(), BodyHandlers.ofString());
    }
}
