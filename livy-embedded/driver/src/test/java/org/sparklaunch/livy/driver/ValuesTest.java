package org.sparklaunch.livy.driver;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.execution.HiveResult;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparklaunch.livy.driver.interpreter.Interpreter;
import org.sparklaunch.livy.driver.interpreter.StatementInput;
import org.sparklaunch.livy.driver.output.OutputLimits;
import org.sparklaunch.livy.driver.output.StatementOutput;
import org.sparklaunch.livy.driver.query.QueryInterpreter;
import org.sparklaunch.livy.driver.sql.SqlInterpreter;
import org.sparklaunch.livy.values.ValueContract;
import org.sparklaunch.livy.values.ValueContract.Value;

/** Every type and boundary value, by every way out of the driver, compared with what Spark itself shows. */
class ValuesTest {
    private static final JsonMapper JSON = new JsonMapper();

    private static Interpreter sql;
    private static Interpreter query;
    private static List<Value> values;
    private static Row shown;
    private static List<String> types;

    @BeforeAll
    static void start() {
        LocalSpark.get().conf().set("spark.sql.session.timeZone", "UTC");
        LocalSpark.get().conf().set("spark.sql.timeType.enabled", "true");
        OutputLimits limits = new OutputLimits(10, 1_000_000);
        sql = SqlInterpreter.start(LocalSpark.environment(limits));
        query = QueryInterpreter.start(LocalSpark.environment(limits));
        values = ValueContract.of(LocalSpark.get().version());
        shown = LocalSpark.get().sql(ValueContract.selectShown(values)).first();
        types = new ArrayList<>();
        for (var field :
                LocalSpark.get().sql(ValueContract.select(values)).schema().fields()) {
            types.add(field.dataType().typeName());
        }
    }

    @Test
    void livysJson() throws Exception {
        assertAll(quoted(run(sql, ValueContract.select(values))).at("/data/0"), cell -> cell);
    }

    @Test
    void wholeResults() throws Exception {
        sql.execute(new StatementInput(7, ValueContract.select(values)));
        StringWriter lines = new StringWriter();

        sql.results().find(7).orElseThrow().write(lines);

        assertAll(quoted(lines.toString().lines().toList().get(1)), cell -> cell);
    }

    @Test
    void cellsOfQueries() throws Exception {
        assertAll(quotedResult(ValueContract.select(values), false).at("/rows/0"), cell -> cell);
    }

    @Test
    void cellsShownOfFullResults() throws Exception {
        assertAll(quotedResult(ValueContract.select(values), true).at("/rows/0"), cell -> cell);
    }

    @Test
    void parquetFilesOfFullResults() throws Exception {
        JsonNode full = result(ValueContract.select(values), true).path("full_result");
        Dataset<Row> read = LocalSpark.get()
                .read()
                .parquet(LocalSpark.fullResults()
                        .resolve(full.path("folder").asText())
                        .toString());
        read.createOrReplaceTempView("stored_values");
        List<Value> columns = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            columns.add(new Value("c" + i, values.get(i).shown()));
        }

        Row row = LocalSpark.get()
                .sql(ValueContract.selectShown(columns) + " FROM stored_values")
                .first();

        assertThat(row).hasToString(shown.toString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "array(%s)              | /0        | /0",
                "named_struct('f', %s)  | /values/0 | /0",
                "map('k', %s)           | /k        | /0/1",
                "array(named_struct('f', map(1, %s))) | /0/values/0/1 | /0/0/0/1",
            })
    void nestedValues(String nested, String livyPath, String exactPath) throws Exception {
        String select = ValueContract.selectNested(values, nested);

        JsonNode livy = quoted(run(sql, select)).at("/data/0");
        JsonNode exact = quotedResult(select, false).at("/rows/0");
        JsonNode full = quotedResult(select, true).at("/rows/0");

        assertAll(livy, cell -> cell.at(livyPath));
        assertAll(exact, cell -> cell.at(exactPath));
        assertThat(full).isEqualTo(exact);
    }

    @Test
    void keysOfMaps() throws Exception {
        String select = "SELECT map(DATE'1582-10-10', 1), map(TIMESTAMP'0001-01-01 00:00:00', 1), map(X'01FF', 1),"
                + " map(CAST('0.00000000001' AS DECIMAL(38,11)), 1), map(named_struct('a', DATE'0001-01-01'), 1)";

        assertThat(JSON.readTree(run(sql, select)).at("/data/0"))
                .hasToString("[{\"1582-10-10\":1},{\"0001-01-01T00:00:00Z\":1},{\"[1,-1]\":1},{\"0.00000000001\":1},"
                        + "{\"{\\\"schema\\\":[{\\\"name\\\":\\\"a\\\",\\\"dataType\\\":{},\\\"nullable\\\":false,"
                        + "\\\"metadata\\\":{\\\"map\\\":{}}}],\\\"values\\\":[\\\"0001-01-01\\\"]}\":1}]");
        assertThat(result(select, false).at("/rows/0"))
                .hasToString("[[[\"1582-10-10\",1]],[[\"0001-01-01T00:00:00Z\",1]],[[\"Af8=\",1]],"
                        + "[[\"0.00000000001\",1]],[[[\"0001-01-01\"],1]]]");
    }

    /**
     * These types cannot be cast to a string. Spark's command line shows them, and this is what it calls. One value a query:
     * Spark 4.2 mixes up the systems of reference of two values in one row.
     */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "st_geomfromwkb(X'0101000000000000000000F03F0000000000000040')",
                "st_geogfromwkb(X'0101000000000000000000F03F0000000000000040')",
                "st_setsrid(st_geomfromwkb(X'0101000000000000000000F03F0000000000000040'), 4326)"
            })
    void geospatialValues(String value) throws Exception {
        org.apache.spark.sql.classic.Dataset<Row> query =
                (org.apache.spark.sql.classic.Dataset<Row>) LocalSpark.get().sql("SELECT " + value);
        String shownBySpark = HiveResult.hiveResultString(query.queryExecution().executedPlan())
                .apply(0);
        String select = "SELECT " + value + " AS a, array(" + value + ") AS b";

        JsonNode livy = JSON.readTree(run(sql, select)).at("/data/0");
        JsonNode exact = result(select, false).at("/rows/0");
        JsonNode full = result(select, true).at("/rows/0");

        assertThat(livy.get(0).asText()).isEqualTo(shownBySpark).contains("POINT(1 2)");
        assertThat(livy.at("/1/0")).isEqualTo(livy.get(0));
        assertThat(exact).isEqualTo(livy);
        assertThat(full).isEqualTo(exact);
    }

    @Test
    void rowsWithoutColumnsAreCounted() throws Exception {
        String select = "SELECT * EXCEPT (a) FROM VALUES (1), (2) AS t(a)";

        assertThat(JSON.readTree(run(sql, select)).path("data")).hasToString("[[],[]]");
        assertThat(result(select, false).path("rows")).hasToString("[[],[]]");
    }

    @Test
    void columnsOfOneNameKeepTheirCellsAndTheirRealNames() throws Exception {
        JsonNode result = JSON.readTree(run(sql, "SELECT 1 AS a, 2 AS a, 3 AS ``"));

        assertThat(result.path("data")).hasToString("[[1,2,3]]");
        assertThat(result.at("/schema/fields").findValuesAsText("name")).containsExactly("a", "a", "");
    }

    @Test
    void timestampIsTheSameInstantInAnyTimeZone() throws Exception {
        LocalSpark.get().conf().set("spark.sql.session.timeZone", "America/New_York");
        try {
            assertThat(JSON.readTree(run(
                                    sql, "SELECT TIMESTAMP'2024-01-02 03:04:05', TIMESTAMP_NTZ'2024-01-02 03:04:05'"))
                            .at("/data/0"))
                    .hasToString("[\"2024-01-02T08:04:05Z\",\"2024-01-02T03:04:05\"]");
        } finally {
            LocalSpark.get().conf().set("spark.sql.session.timeZone", "UTC");
        }
    }

    private static void assertAll(JsonNode row, UnaryOperator<JsonNode> cellOf) {
        assertThat(row).hasSize(values.size());
        SoftAssertions all = new SoftAssertions();
        for (int i = 0; i < values.size(); i++) {
            JsonNode cell = cellOf.apply(row.get(i));
            all.assertThat(ValueContract.shown(types.get(i), cell))
                    .as(values.get(i).expression())
                    .isEqualTo(String.valueOf(shown.get(i)));
        }
        all.assertAll();
    }

    private static JsonNode result(String select, boolean full) throws Exception {
        return JSON.readTree(runQuery(select, full)).at("/results/0");
    }

    private static JsonNode quotedResult(String select, boolean full) throws Exception {
        return quoted(runQuery(select, full)).at("/results/0");
    }

    private static JsonNode quoted(String json) throws IOException {
        return JSON.readTree(ValueContract.quoteNumbers(json));
    }

    private static String runQuery(String select, boolean full) throws Exception {
        String payload = JSON.createObjectNode()
                .put("row_limit", 5)
                .put("full_result", full)
                .set("statements", JSON.createArrayNode().add(select))
                .toString();
        return run(query, payload);
    }

    private static String run(Interpreter interpreter, String code) throws InterruptedException {
        StatementOutput output = interpreter.execute(new StatementInput(1, code));
        assertThat(output).as(output.toString()).isInstanceOf(StatementOutput.Success.class);
        return ((StatementOutput.Success) output).data().getOrDefault(StatementOutput.JSON, "");
    }
}
