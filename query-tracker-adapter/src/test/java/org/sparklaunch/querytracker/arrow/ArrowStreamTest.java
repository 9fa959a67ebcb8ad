package org.sparklaunch.querytracker.arrow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sparklaunch.querytracker.testing.Tracker;

/** Read back by PyPI's {@code pyarrow}; skipped where Python has none. */
class ArrowStreamTest {
    private static final String PYTHON = System.getenv().getOrDefault("PYSPARK_PYTHON", "python3");
    private static final String READ = """
            import sys
            try:
                import pyarrow.ipc as ipc
            except ImportError:
                sys.exit(77)
            table = ipc.open_stream(sys.argv[1]).read_all()
            table.validate(full=True)
            for field in table.schema:
                print(field.type)
            for column in table.columns:
                print(column.to_pylist())
            """;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    "byte"              | [-1,null]                     | int8                | [-1, None]
                    "short"             | [300,null]                    | int16               | [300, None]
                    "integer"           | [null,7]                      | int32               | [None, 7]
                    "long"              | [9223372036854775807]         | int64               | [9223372036854775807]
                    "float"             | [1.5,"-Infinity"]             | float               | [1.5, -inf]
                    "double"            | [1e300,"NaN",null]            | double              | [1e+300, nan, None]
                    "boolean"           | [true,false,null]             | bool                | [True, False, None]
                    "string"            | ["é","",null]                 | string              | ['é', '', None]
                    "void"              | [null,null]                   | null                | [None, None]
                    "binary"            | ["Af8=",null]                 | binary              | [b'\\x01\\xff', None]
                    "decimal(5,2)"      | ["-1.10",null]                | decimal128(5, 2)    | [Decimal('-1.10'), None]
                    "decimal(38,0)"     | ["99999999999999999999999999999999999999"] | decimal128(38, 0) | [Decimal('99999999999999999999999999999999999999')]
                    "date"              | ["1969-12-31",null]           | date32[day]         | [datetime.date(1969, 12, 31), None]
                    "timestamp_ntz"     | ["2026-01-31T12:00:00.000001"] | timestamp[us]      | [datetime.datetime(2026, 1, 31, 12, 0, 0, 1)]
                    "timestamp_ntz"     | ["9999-12-31T23:59:59.999999","0001-01-01T00:00:00"] | timestamp[us] | [datetime.datetime(9999, 12, 31, 23, 59, 59, 999999), datetime.datetime(1, 1, 1, 0, 0)]
                    {"type":"array","elementType":"integer"} | [[1,null],[],null] | list<element: int32> | [[1, None], [], None]
                    {"type":"map","keyType":"string","valueType":"long"} | [[["a",1]],null] | map<string, int64> | [[('a', 1)], None]
                    {"type":"struct","fields":[{"name":"x","type":"date"}]} | [["1970-01-02"],null] | struct<x: date32[day]> | [{'x': datetime.date(1970, 1, 2)}, None]
                    {"type":"struct","fields":[{"name":"a","type":"byte"},{"name":"a","type":"string"}]} | [[1,"x"]] | struct<a: int8, a_2: string> | [{'a': 1, 'a_2': 'x'}]
                    """)
    void othersReadWhatIsWritten(String type, String cells, String arrowType, String values) throws Exception {
        JsonNode schema = Tracker.json("[{\"name\":\"c\",\"nullable\":true,\"type\":" + type + "}]");
        List<JsonNode> rows = new ArrayList<>();
        Tracker.json(cells).forEach(cell -> rows.add(Tracker.json("[" + cell + "]")));

        assertThat(read(schema, rows)).containsExactly(arrowType, values);
    }

    @Test
    void noRowsAreAnEmptyTable() throws Exception {
        JsonNode schema = Tracker.json("[{\"name\":\"a\",\"type\":\"long\"},{\"name\":\"b\",\"type\":\"timestamp\"}]");

        assertThat(read(schema, List.of())).containsExactly("int64", "timestamp[us, tz=UTC]", "[]", "[]");
    }

    private List<String> read(JsonNode schema, List<JsonNode> rows) throws Exception {
        List<JsonNode> columns = new ArrayList<>();
        schema.forEach(columns::add);
        Path file = Files.write(folder.resolve("rows.arrows"), write(columns, rows));
        Process process = new ProcessBuilder(PYTHON, "-c", READ, file.toString())
                .redirectErrorStream(true)
                .start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assumeTrue(process.exitValue() != 77, PYTHON + " has no pyarrow; scripts/test installs it");
        assertThat(process.exitValue()).as(out).isZero();
        return out.lines().toList();
    }

    private static byte[] write(List<JsonNode> columns, List<JsonNode> rows) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ArrowStream stream = ArrowStream.begin(columns, out);
        stream.batch(rows);
        stream.end();
        return out.toByteArray();
    }
}
