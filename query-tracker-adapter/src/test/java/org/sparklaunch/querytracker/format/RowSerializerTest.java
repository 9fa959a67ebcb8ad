package org.sparklaunch.querytracker.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
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
    void fieldsOfOneNameInAStructKeepTheirValues() throws Exception {
        QueryResult result = result(
                "[{\"name\":\"s\",\"type\":{\"type\":\"struct\",\"fields\":[{\"name\":\"a\",\"type\":\"integer\"},"
                        + "{\"name\":\"a\",\"type\":\"integer\"}]}}]",
                "[[[1,2]]]");

        assertThat(Tracker.json(write(result, RowRange.ALL, DataFormat.JSON)))
                .isEqualTo(Tracker.json("{\"s\":{\"a\":1,\"a_2\":2}}"));
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
