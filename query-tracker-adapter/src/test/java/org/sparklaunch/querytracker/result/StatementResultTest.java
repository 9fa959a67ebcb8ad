package org.sparklaunch.querytracker.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.sparklaunch.querytracker.error.QueryException;
import org.sparklaunch.querytracker.livy.LivyCounts;
import org.sparklaunch.querytracker.livy.LivyStatement;
import org.sparklaunch.querytracker.query.QueryResult;
import org.sparklaunch.querytracker.testing.Tracker;

class StatementResultTest {
    private static final String ROWS = """
            {"status":"ok","data":{"application/json":{
              "schema":{"type":"struct","fields":[{"name":"x","type":"integer","nullable":false,"metadata":{}}]},
              "data":[[1],[2],[3]]}}}
            """;

    @Test
    void rowsWithinTheLimitAreWhole() {
        QueryResult result = StatementResult.of(available(ROWS), 3).get(0);

        assertThat(result.rows()).hasSize(3);
        assertThat(result.truncated()).isFalse();
    }

    @Test
    void rowsBeyondTheLimitAreCutAndMarked() {
        QueryResult result = StatementResult.of(available(ROWS), 2).get(0);

        assertThat(result.rows()).hasSize(2);
        assertThat(result.truncated()).isTrue();
    }

    @Test
    void schemaKeepsNameTypeAndNullability() {
        assertThat(StatementResult.of(available(ROWS), 3).get(0).schema())
                .isEqualTo(Tracker.json("[{\"name\":\"x\",\"nullable\":false,\"type\":\"integer\"}]"));
    }

    @Test
    void errorKeepsTheMessageOfSpark() {
        String output = "{\"status\":\"error\",\"ename\":\"E\",\"evalue\":\"no table\",\"traceback\":[\"a\\n\",\"b\"]}";

        assertThatThrownBy(() -> StatementResult.of(available(output), 3))
                .isInstanceOfSatisfying(QueryException.class, e -> {
                    assertThat(e.error().message()).isEqualTo("no table");
                    assertThat(e.error().attributes()).containsEntry("traceback", "a\nb\n");
                });
    }

    @Test
    void cancelledStatementHasNoResult() {
        assertThatThrownBy(() -> StatementResult.of(new LivyStatement(0, "", "cancelled", 1, LivyCounts.NONE, null), 3))
                .hasMessageContaining("cancelled");
    }

    @Test
    void cellsOfLivyBecomeExact() {
        String type = "{\"type\":\"struct\",\"fields\":[{\"name\":\"a\",\"type\":\"decimal(3,2)\"},"
                + "{\"name\":\"b\",\"type\":\"binary\"},{\"name\":\"c\",\"type\":{\"type\":\"map\",\"keyType\":\"integer\","
                + "\"valueType\":\"string\"}},{\"name\":\"d\",\"type\":{\"type\":\"struct\",\"fields\":[{\"name\":\"x\","
                + "\"type\":\"long\"}]}}]}";
        String rows = "[[1.50,[1,-1],{\"7\":\"x\"},{\"schema\":[],\"values\":[8]}],[null,null,null,null]]";

        QueryResult result = StatementResult.of(
                        available("{\"status\":\"ok\",\"data\":{\"application/json\":{\"schema\":" + type + ",\"data\":"
                                + rows + "}}}"),
                        3)
                .get(0);

        assertThat(result.rows()).hasToString("[[\"1.5\",\"Af8=\",[[7,\"x\"]],[8]],[null,null,null,null]]");
    }

    @Test
    void queryHasAResultOfEachStatement() {
        String one = "{\"schema\":{\"fields\":[]},\"rows\":[],\"truncated\":true}";

        assertThat(StatementResult.of(
                        available("{\"status\":\"ok\",\"data\":{\"application/json\":{\"results\":[" + one + "," + one
                                + "]}}}"),
                        3))
                .hasSize(2)
                .allMatch(QueryResult::truncated);
    }

    @Test
    void outputWithoutRowsHasNoResult() {
        assertThatThrownBy(
                        () -> StatementResult.of(available("{\"status\":\"ok\",\"data\":{\"text/plain\":\"x\"}}"), 3))
                .hasMessageContaining("only text/plain");
    }

    private static LivyStatement available(String output) {
        return new LivyStatement(0, "", "available", 1, LivyCounts.NONE, Tracker.json(output));
    }
}
