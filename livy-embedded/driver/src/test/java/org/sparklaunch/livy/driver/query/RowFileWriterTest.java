package org.sparklaunch.livy.driver.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.sparklaunch.livy.driver.LocalSpark;
import org.sparklaunch.livy.driver.interpreter.Interpreter;
import org.sparklaunch.livy.driver.interpreter.StatementInput;
import org.sparklaunch.livy.driver.output.OutputLimits;
import org.sparklaunch.livy.driver.output.StatementOutput;

class RowFileWriterTest {
    private static final JsonMapper JSON = new JsonMapper();

    private final Interpreter query = QueryInterpreter.start(LocalSpark.environment(new OutputLimits(10, 100_000)));

    @Test
    void allRowsAreInTheFileInTheirOrder() throws Exception {
        JsonNode result = result("SELECT id FROM range(0, 100000, 1, 7)", Long.MAX_VALUE);

        assertThat(result.path("rows")).isEmpty();
        assertThat(result.path("truncated").asBoolean()).isFalse();
        assertThat(result.path("full_result").path("row_count").asLong()).isEqualTo(100_000);
        assertThat(lines(result)).hasSize(100_000).startsWith("[0]", "[1]").endsWith("[99999]");
    }

    @Test
    void resultWithMoreRowsIsMarkedAsCut() throws Exception {
        JsonNode result = result("SELECT id FROM range(0, 100, 1, 7)", 20);

        assertThat(result.path("truncated").asBoolean()).isTrue();
        assertThat(lines(result)).hasSize(20);
    }

    @Test
    void columnsOfOneNameAndTypesThatParquetLacksAreKept() throws Exception {
        JsonNode result = result("SELECT 1 a, 2 a, NULL n, make_interval(1, 2) i", Long.MAX_VALUE);

        assertThat(JSON.readTree(lines(result).get(0)).path(1).asInt()).isEqualTo(2);
        assertThat(result.path("schema").path("fields")).hasSize(4);
    }

    @Test
    void resultBeyondTheLimitOfTheClusterFailsAndLeavesNoFile() throws Exception {
        Set<Path> before = folders();

        StatementOutput output =
                run("SELECT sha2(cast(id as string), 512) s FROM range(0, 200000, 1, 2)", Long.MAX_VALUE);

        assertThat(output)
                .isInstanceOfSatisfying(
                        StatementOutput.Failure.class,
                        failure -> assertThat(failure.message()).contains("more than 2000000 bytes"));
        assertThat(folders()).isEqualTo(before);
    }

    private static List<String> lines(JsonNode result) throws IOException {
        JsonNode full = result.path("full_result");
        Path file = LocalSpark.fullResults()
                .resolve(full.path("folder").asText())
                .resolve(full.path("files").path(0).path("name").asText());
        assertThat(Files.size(file))
                .isEqualTo(full.path("files").path(0).path("size").asLong());
        try (BufferedReader reader = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            return reader.lines().toList();
        }
    }

    private static Set<Path> folders() throws IOException {
        Files.createDirectories(LocalSpark.fullResults());
        try (Stream<Path> folders = Files.list(LocalSpark.fullResults())) {
            return folders.collect(Collectors.toSet());
        }
    }

    private JsonNode result(String sql, long rows) throws Exception {
        StatementOutput output = run(sql, rows);
        assertThat(output).as(output.toString()).isInstanceOf(StatementOutput.Success.class);
        String json = ((StatementOutput.Success) output).data().getOrDefault(StatementOutput.JSON, "");
        return JSON.readTree(json).path("results").path(0);
    }

    private StatementOutput run(String sql, long rows) throws InterruptedException {
        String payload = JSON.createObjectNode()
                .put("row_limit", 3)
                .put("file_rows", rows)
                .set("statements", JSON.createArrayNode().add(sql))
                .toString();
        return query.execute(new StatementInput(1, payload));
    }
}
