package org.sparklaunch.querytracker.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.sparklaunch.querytracker.query.QueryResult;
import org.sparklaunch.querytracker.query.RowCursor;
import org.sparklaunch.querytracker.testing.Tracker;

class RowSerializerTest {
    private static final QueryResult JOIN = result(
            "[{\"name\":\"id\",\"type\":\"integer\"},{\"name\":\"id\",\"type\":\"integer\"},"
                    + "{\"name\":\"x.y\",\"type\":\"string\"}]",
            "[[1,2,\"z\"]]");

    @Test
    void columnsOfOneNameAreAllInJson() throws Exception {
        assertThat(Tracker.json(write(JOIN, RowRange.ALL, DataFormat.JSON)))
                .isEqualTo(Tracker.json("{\"id\":1,\"id_2\":2,\"x.y\":\"z\"}"));
    }

    @Test
    void columnsOfOneNameAreAllInYson() throws Exception {
        assertThat(write(JOIN, RowRange.ALL, DataFormat.YSON_TEXT)).isEqualTo("{\"id\"=1;\"id_2\"=2;\"x.y\"=\"z\"};\n");
    }

    @Test
    void csvHasTheSameNames() throws Exception {
        assertThat(write(JOIN, RowRange.ALL, DataFormat.CSV).lines()).containsExactly("id,id_2,x.y", "1,2,z");
    }

    @Test
    void schemaHasTheSameNamesAndTheRealOnes() {
        JsonNode schema = ResultJson.meta("q", 0, JOIN).path("schema");

        assertThat(schema.path(0).path("name").asText()).isEqualTo("id");
        assertThat(schema.path(0).has("spark_name")).isFalse();
        assertThat(schema.path(1).path("name").asText()).isEqualTo("id_2");
        assertThat(schema.path(1).path("spark_name").asText()).isEqualTo("id");
    }

    @Test
    void columnsAreChosenByTheirUniqueNames() throws Exception {
        assertThat(write(JOIN, new RowRange(0, 10, Set.of("id_2")), DataFormat.JSON))
                .isEqualTo("{\"id_2\":2}\n");
    }

    @Test
    void negativeZeroKeepsItsSign() throws Exception {
        QueryResult result = result(
                "[{\"name\":\"d\",\"type\":\"double\"},{\"name\":\"f\",\"type\":\"float\"},"
                        + "{\"name\":\"s\",\"type\":\"string\"}]",
                "[[\"-0.0\",\"-0.0\",\"-0.0\"]]");

        assertThat(write(result, RowRange.ALL, DataFormat.JSON)).isEqualTo("{\"d\":-0.0,\"f\":-0.0,\"s\":\"-0.0\"}\n");
        assertThat(write(result, RowRange.ALL, DataFormat.CSV)).isEqualTo("d,f,s\r\n-0.0,-0.0,-0.0\r\n");
        assertThat(write(result, RowRange.ALL, DataFormat.DSV)).isEqualTo("d=-0.0\tf=-0.0\ts=-0.0\n");
    }

    @Test
    void difficultNamesAreKept() throws Exception {
        QueryResult result = result(
                "[{\"name\":\"\",\"type\":\"integer\"},{\"name\":\"\",\"type\":\"integer\"},"
                        + "{\"name\":\"a\\\"b\\nc,d.`e\",\"type\":\"integer\"}]",
                "[[1,2,3]]");

        assertThat(Tracker.json(write(result, RowRange.ALL, DataFormat.JSON)))
                .isEqualTo(Tracker.json("{\"\":1,\"_2\":2,\"a\\\"b\\nc,d.`e\":3}"));
        assertThat(write(result, RowRange.ALL, DataFormat.CSV)).isEqualTo("\"\",_2,\"a\"\"b\nc,d.`e\"\r\n1,2,3\r\n");
        assertThat(write(result, RowRange.ALL, DataFormat.YSON_TEXT))
                .isEqualTo("{\"\"=1;\"_2\"=2;\"a\\\"b\\nc,d.`e\"=3};\n");
        assertThat(write(result, RowRange.ALL, DataFormat.DSV)).isEqualTo("=1\t_2=2\ta\"b\\nc,d.`e=3\n");
    }

    /** A result without columns can have rows. */
    @ParameterizedTest
    @EnumSource(DataFormat.class)
    void resultsOfEveryShapeAreWritten(DataFormat format) throws Exception {
        StringBuilder fields = new StringBuilder("{\"name\":\"c0\",\"type\":\"integer\"}");
        StringBuilder cells = new StringBuilder("0");
        for (int i = 1; i < 3_000; i++) {
            fields.append(",{\"name\":\"c").append(i).append("\",\"type\":\"integer\"}");
            cells.append(',').append(i);
        }
        QueryResult wide = result("[" + fields + "]", "[[" + cells + "]]");

        assertThat(write(wide, RowRange.ALL, format)).contains(format == DataFormat.SCHEMAFUL_DSV ? "2999" : "c2999");
        assertThat(write(result("[" + fields + "]", "[]"), RowRange.ALL, format))
                .doesNotContain("2998\t");
        assertThat(write(result("[]", "[[],[]]"), RowRange.ALL, format)).isNotNull();
        assertThat(write(result("[]", "[]"), RowRange.ALL, format)).isNotNull();
    }

    @Test
    void columnsHaveTheOrderInWhichTheyWereAskedFor() throws Exception {
        RowRange range = new RowRange(0, 10, new LinkedHashSet<>(List.of("x.y", "id")));

        assertThat(write(JOIN, range, DataFormat.CSV).lines()).containsExactly("x.y,id", "z,1");
        assertThat(write(JOIN, range, DataFormat.DSV)).isEqualTo("x.y=z\tid=1\n");
    }

    private static final QueryResult DIFFICULT = result(
            "[{\"name\":\"a=b\",\"type\":\"string\"},{\"name\":\"n\",\"type\":\"integer\"}]",
            "[[\"x\\ty\\n\\\\=é\",null],[\"\",2]]");

    @Test
    void dsvEscapesAndLeavesNullsOut() throws Exception {
        assertThat(write(DIFFICULT, RowRange.ALL, DataFormat.DSV)).isEqualTo("a\\=b=x\\ty\\n\\\\=é\na\\=b=\tn=2\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    SKIP_ROW       | false | 1
                    PRINT_SENTINEL | false | 2
                    PRINT_SENTINEL | true  | 3
                    """)
    void schemafulDsvTreatsNullsAsAskedFor(DsvOptions.Missing missing, boolean header, int lines) throws Exception {
        String text = write(DIFFICULT, new DsvOptions(null, header, missing, "NULL"));

        assertThat(text.lines()).hasSize(lines);
        assertThat(text.lines()).last().isEqualTo("\t2");
        assertThat(text.contains("é\tNULL\n")).isEqualTo(missing == DsvOptions.Missing.PRINT_SENTINEL);
        assertThat(text.startsWith("a\\=b\tn\n")).isEqualTo(header);
    }

    @Test
    void schemafulDsvHasItsOwnColumnsAndRefusesNulls() throws Exception {
        DsvOptions columns = new DsvOptions(List.of("a=b"), false, DsvOptions.Missing.FAIL, "");

        assertThat(write(DIFFICULT, columns)).isEqualTo("x\\ty\\n\\\\=é\n\n");
        assertThatThrownBy(() -> write(DIFFICULT, DsvOptions.DEFAULT))
                .hasMessageContaining("column 'n' has a null")
                .hasMessageContaining("missing_value_mode");
    }

    @Test
    void schemafulDsvRefusesAColumnThatTheResultDoesNotHave() {
        DsvOptions columns = new DsvOptions(List.of("n", "absent"), false, DsvOptions.Missing.PRINT_SENTINEL, "");

        assertThatThrownBy(() -> write(DIFFICULT, columns)).hasMessageContaining("no column 'absent'");
    }

    private static String write(QueryResult result, DsvOptions options) throws Exception {
        try (InputStream rows = RowSerializer.rows(
                result, RowCursor.of(result.rows()), RowRange.ALL, DataFormat.SCHEMAFUL_DSV, options)) {
            return new String(rows.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    "long"          | false | "int64"
                    "long"          | true  | {"type_name":"optional","item":"int64"}
                    "boolean"       | false | "bool"
                    "decimal(10,2)" | false | "utf8"
                    "void"          | true  | "null"
                    {"type":"array","elementType":"string","containsNull":false} | false | {"type_name":"list","item":"utf8"}
                    {"type":"map","keyType":"date","valueType":"double","valueContainsNull":true} | false | {"type_name":"dict","key":"date32","value":{"type_name":"optional","item":"double"}}
                    {"type":"struct","fields":[{"name":"a","type":"byte","nullable":true}]} | false | {"type_name":"struct","members":[{"name":"a","type":{"type_name":"optional","item":"int8"}}]}
                    """)
    void schemaHasTheNewerTypesOfYtsaurus(String type, boolean nullable, String expected) {
        QueryResult result = result("[{\"name\":\"c\",\"nullable\":" + nullable + ",\"type\":" + type + "}]", "[]");

        assertThat(ResultJson.meta("q", 0, result).path("schema").path(0).path("type_v3"))
                .isEqualTo(Tracker.json(expected));
    }

    @Test
    void fieldsOfOneNameInAStructKeepTheirValues() throws Exception {
        QueryResult result = result(
                "[{\"name\":\"s\",\"type\":{\"type\":\"struct\",\"fields\":[{\"name\":\"a\",\"type\":\"integer\"},"
                        + "{\"name\":\"a\",\"type\":\"integer\"}]}}]",
                "[[[1,2]]]");

        assertThat(Tracker.json(write(result, RowRange.ALL, DataFormat.JSON)))
                .isEqualTo(Tracker.json("{\"s\":{\"a\":1,\"a_2\":2}}"));
    }

    @Test
    void userDefinedTypeKeepsTheStringOfItsClass() throws Exception {
        QueryResult result = result(
                "[{\"name\":\"v\",\"type\":{\"type\":\"udt\",\"class\":\"org.apache.spark.ml.linalg.VectorUDT\","
                        + "\"sqlType\":{\"type\":\"struct\",\"fields\":[{\"name\":\"size\",\"type\":\"integer\"}]}}},"
                        + "{\"name\":\"p\",\"type\":{\"type\":\"udt\",\"pyClass\":\"m.Point\","
                        + "\"sqlType\":{\"type\":\"array\",\"elementType\":\"double\"}}}]",
                "[[\"[1.0,2.0]\",[1.0,2.0]]]");

        assertThat(Tracker.json(write(result, RowRange.ALL, DataFormat.JSON)))
                .isEqualTo(Tracker.json("{\"v\":\"[1.0,2.0]\",\"p\":[1.0,2.0]}"));
        assertThat(write(result, RowRange.ALL, DataFormat.YSON_TEXT))
                .isEqualTo("{\"v\"=\"[1.0,2.0]\";\"p\"=[1.0;2.0]};\n");
        RowSerializer.check(result);
    }

    @ParameterizedTest
    @CsvSource({
        "timestamp, +294247-01-10T04:00:54.775807Z, 9223372036854775807",
        "timestamp, -290308-12-21T19:59:05.224192Z, -9223372036854775808",
        "timestamp, 9999-12-31T23:59:59Z, 253402300799000000",
        "timestamp, 0001-01-01T00:00:00Z, -62135596800000000",
        "timestamp, 1969-12-31T23:59:59.999999Z, -1",
        "timestamp_ntz, 9999-12-31T23:59:59.999999, 253402300799999999",
        "timestamp_ntz, -290308-12-21T19:59:05.224192, -9223372036854775808"
    })
    void timestampsOfTheWholeRangeAreWritten(String type, String cell, long micros) throws Exception {
        QueryResult result = result("[{\"name\":\"t\",\"type\":\"" + type + "\"}]", "[[\"" + cell + "\"]]");

        RowSerializer.check(result);
        assertThat(write(result, RowRange.ALL, DataFormat.YSON_TEXT)).isEqualTo("{\"t\"=" + micros + "};\n");
    }

    @Test
    void cellThatDoesNotFitItsColumnIsNamed() {
        QueryResult result = result("[{\"name\":\"t\",\"type\":\"timestamp\"}]", "[[\"soon\"]]");

        assertThatThrownBy(() -> RowSerializer.check(result))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("column 't'")
                .hasMessageContaining("soon");
    }

    @ParameterizedTest
    @EnumSource(
            value = DataFormat.class,
            names = {"JSON", "YSON_TEXT", "CSV", "ARROW"})
    void millionRowsAreWrittenWhileTheyAreRead(DataFormat format) throws Exception {
        int[] read = {0};
        int[] ahead = {0};
        JsonNode row = Tracker.json("[7,8,\"nine\"]");
        RowCursor rows = () -> read[0]++ < 1_000_000 ? row : null;

        try (InputStream bytes = RowSerializer.rows(JOIN, rows, RowRange.ALL, format)) {
            ahead[0] = read[0];
            bytes.transferTo(OutputStream.nullOutputStream());
        }

        assertThat(ahead[0]).as("rows in memory before the first byte is read").isLessThan(50_000);
        assertThat(read[0]).isEqualTo(1_000_001);
    }

    private static String write(QueryResult result, RowRange range, DataFormat format) throws Exception {
        try (InputStream bytes = RowSerializer.rows(result, RowCursor.of(result.rows()), range, format)) {
            return new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static QueryResult result(String schema, String rows) {
        ArrayNode cells = rows.isEmpty() ? JsonNodeFactory.instance.arrayNode() : (ArrayNode) Tracker.json(rows);
        return new QueryResult((ArrayNode) Tracker.json(schema), cells, false, null);
    }
}
