package org.sparklaunch.livy.driver.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparklaunch.livy.driver.LocalSpark;
import org.sparklaunch.livy.driver.interpreter.Interpreter;
import org.sparklaunch.livy.driver.interpreter.StatementInput;
import org.sparklaunch.livy.driver.output.OutputLimits;
import org.sparklaunch.livy.driver.output.StatementOutput;
import org.sparklaunch.livy.driver.policy.PolicyGate;
import org.sparklaunch.livy.protocol.policy.PolicyException;

class FullResultWriterTest {
    private static final JsonMapper JSON = new JsonMapper();

    private final Interpreter query = QueryInterpreter.start(LocalSpark.environment(new OutputLimits(10, 100_000)));

    @AfterEach
    void open() {
        LocalSpark.gate(PolicyGate.open());
    }

    @Test
    void allRowsAreKeptInTheirOrderAndTheFirstAreShown() throws Exception {
        JsonNode result = result("SELECT id FROM range(0, 1000, 1, 7) ORDER BY id DESC");

        JsonNode full = result.path("full_result");
        assertThat(result.path("rows")).hasToString("[[999],[998],[997]]");
        assertThat(result.path("truncated").asBoolean()).isTrue();
        assertThat(full.path("row_count").asLong()).isEqualTo(1000);
        assertThat(rows(full)).isEqualTo(1000);
    }

    @Test
    void ofRowsOfSeveralFilesTheFirstAreShown() throws Exception {
        JsonNode result = result("SELECT id FROM range(0, 4, 1, 4)");

        assertThat(result.path("rows")).hasToString("[[0],[1],[2]]");
        assertThat(result.path("full_result").path("files")).hasSize(4);
        assertThat(result.path("truncated").asBoolean()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    cast('1.50' as decimal(38,2))                  | ["1.50"]
                    double('NaN')                                  | ["NaN"]
                    timestamp_ntz'2024-01-02 03:04:00'             | ["2024-01-02T03:04:00"]
                    X'01FF'                                        | ["Af8="]
                    map(1,'a')                                     | [[[1,"a"]]]
                    named_struct('a',1,'b',array(double('NaN')))   | [[1,["NaN"]]]
                    cast(null as string)                           | [null]
                    """)
    void typesAreAsExactAsWithoutIt(String expression, String row) throws Exception {
        assertThat(result("SELECT " + expression + " AS x").path("rows")).hasToString("[" + row + "]");
    }

    @Test
    void resultWithoutRowsHasItsColumns() throws Exception {
        JsonNode result = result("SELECT id FROM range(0)");

        assertThat(result.path("rows")).isEmpty();
        assertThat(result.path("full_result").path("row_count").asLong()).isZero();
        assertThat(result.path("full_result").path("files")).isNotEmpty();
    }

    @Test
    void commandHasNone() throws Exception {
        assertThat(result("CREATE OR REPLACE TEMPORARY VIEW full_v AS SELECT 1 x")
                        .has("full_result"))
                .isFalse();
    }

    @Test
    void resultBeyondTheLimitFailsAndLeavesNothing() throws Exception {
        Set<Path> before = folders();
        LocalSpark.get().sparkContext().setJobGroup("full", "full", true);

        StatementOutput output = run("SELECT id, uuid() u FROM range(0, 100000000, 1, 50)");

        LocalSpark.get().sparkContext().clearJobGroup();
        assertThat(output)
                .isInstanceOfSatisfying(
                        StatementOutput.Failure.class,
                        failure ->
                                assertThat(failure.message()).contains("full_result: ", "larger than 2000000 bytes"));
        assertThat(folders()).isEqualTo(before);
    }

    @Test
    void columnsOfOneNameAreAllKept() throws Exception {
        JsonNode result = result("SELECT 1 a, 2 a, 3 A, named_struct('x', 4, 'x', 5) s");

        assertThat(result.path("rows")).hasToString("[[1,2,3,[4,5]]]");
        assertThat(result.at("/schema/fields").findValuesAsText("name")).startsWith("a", "a", "A", "s");
        assertThat(stored(result).columns()).containsExactly("a", "a_2", "A_3", "s");
        assertThat(stored(result).select("s.x_2").first().getInt(0)).isEqualTo(5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.b", "it's", "line\nbreak", "a`b", "a b;c", "ü"})
    void anyNameIsKept(String name) throws Exception {
        JsonNode result = result("SELECT 1 AS `" + name.replace("`", "``") + "`");

        assertThat(result.at("/schema/fields/0/name").asText()).isEqualTo(name);
        assertThat(stored(result).columns()).containsExactly(name);
    }

    @Test
    void sessionKeepsItsOwnSettings() throws Exception {
        LocalSpark.get().conf().set("spark.sql.parquet.outputTimestampType", "INT96");

        result("SELECT DATE'0001-01-01' d");

        assertThat(LocalSpark.get().conf().get("spark.sql.parquet.outputTimestampType"))
                .isEqualTo("INT96");
        LocalSpark.get().conf().unset("spark.sql.parquet.outputTimestampType");
    }

    private static Dataset<Row> stored(JsonNode result) {
        Path folder = folder(result.path("full_result"));
        return PolicyGate.asDriver(() -> LocalSpark.get().read().parquet(folder.toString()));
    }

    @Test
    void policyNeitherBlocksTheDriverNorAllowsItsFolder() throws Exception {
        hold("allow alice read path /nowhere");

        JsonNode full = result("SELECT 1 x").path("full_result");

        assertThat(rows(full)).isEqualTo(1);
        assertThat(run("SELECT * FROM parquet.`" + folder(full) + "`")).isInstanceOf(StatementOutput.Failure.class);
    }

    @Test
    void deniedResultIsNotKept() throws Exception {
        Set<Path> before = folders();
        hold("");

        assertThat(run("SELECT * FROM text.`/etc/passwd`")).isInstanceOf(StatementOutput.Failure.class);
        assertThat(folders()).isEqualTo(before);
    }

    private static void hold(String rules) throws PolicyException {
        PolicyGate gate = PolicyGate.open();
        gate.hold("alice", rules);
        LocalSpark.gate(gate);
    }

    private static long rows(JsonNode full) {
        return PolicyGate.asDriver(
                () -> LocalSpark.get().read().parquet(folder(full).toString()).count());
    }

    private static Path folder(JsonNode full) {
        return LocalSpark.fullResults().resolve(full.path("folder").asText());
    }

    private static Set<Path> folders() throws IOException {
        Files.createDirectories(LocalSpark.fullResults());
        try (Stream<Path> folders = Files.list(LocalSpark.fullResults())) {
            return folders.collect(Collectors.toSet());
        }
    }

    private JsonNode result(String sql) throws Exception {
        StatementOutput output = run(sql);
        assertThat(output).as(output.toString()).isInstanceOf(StatementOutput.Success.class);
        String json = ((StatementOutput.Success) output).data().getOrDefault(StatementOutput.JSON, "");
        return JSON.readTree(json).path("results").path(0);
    }

    private StatementOutput run(String sql) throws InterruptedException {
        String order = JSON.createObjectNode()
                .put("row_limit", 3)
                .put("full_result", true)
                .set("statements", JSON.createArrayNode().add(sql))
                .toString();
        return query.execute(new StatementInput(1, order));
    }
}
