package org.sparklaunch.querytracker.result;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sparklaunch.querytracker.error.QueryError;
import org.sparklaunch.querytracker.error.QueryException;
import org.sparklaunch.querytracker.livy.LivyStatement;
import org.sparklaunch.querytracker.query.FullResult;
import org.sparklaunch.querytracker.query.QueryResult;

/** Converts the output of a final statement into results or an error. */
public final class StatementResult {
    private StatementResult() {}

    /**
     * Reads the results of a query, or the one of a statement of kind sql.
     *
     * @param rowLimit the session was asked for one row more than any query may have, so that too many are seen here
     * @throws QueryException when the statement failed, was cancelled by another user, or has no rows in it
     */
    public static List<QueryResult> of(LivyStatement statement, int rowLimit) {
        JsonNode output = statement.output();
        if (output == null || !statement.state().equals("available")) {
            throw new QueryException(QueryError.CANCELED, "the statement was cancelled in its session");
        }
        if (!output.path("status").asText().equals("ok")) {
            throw new QueryException(failure(output));
        }
        JsonNode json = output.path("data").path("application/json");
        if (json.path("results").isArray()) {
            List<QueryResult> results = new ArrayList<>();
            json.path("results").forEach(result -> results.add(exact(result)));
            return results;
        }
        if (!json.path("data").isArray()) {
            throw new QueryException(
                    QueryError.GENERIC,
                    "the output of the statement has no rows, only " + fieldNames(output.path("data")));
        }
        return List.of(cut(schema(json.path("schema").path("fields")), (ArrayNode) json.path("data"), rowLimit));
    }

    /** Reads the form of our driver, which cuts the rows and writes the cells as they are stored. */
    private static QueryResult exact(JsonNode result) {
        return new QueryResult(
                schema(result.path("schema").path("fields")),
                (ArrayNode) result.path("rows"),
                result.path("truncated").asBoolean(),
                full(result.path("full_result")));
    }

    private static @Nullable FullResult full(JsonNode full) {
        if (full.isMissingNode()) {
            return null;
        }
        List<FullResult.Part> parts = new ArrayList<>();
        full.path("files")
                .forEach(file -> parts.add(new FullResult.Part(
                        file.path("name").asText(), file.path("size").asLong())));
        return new FullResult(
                full.path("folder").asText(), full.path("row_count").asLong(), parts);
    }

    private static QueryResult cut(ArrayNode schema, ArrayNode all, int rowLimit) {
        int size = Math.min(all.size(), rowLimit);
        ArrayNode rows = JsonNodeFactory.instance.arrayNode(size);
        for (int i = 0; i < size; i++) {
            rows.add(LivyCells.row(schema, all.path(i)));
        }
        return new QueryResult(schema, rows, all.size() > rowLimit, null);
    }

    private static ArrayNode schema(JsonNode fields) {
        ArrayNode schema = JsonNodeFactory.instance.arrayNode();
        for (JsonNode field : fields) {
            schema.addObject()
                    .put("name", field.path("name").asText())
                    .put("nullable", field.path("nullable").asBoolean(true))
                    .set("type", field.path("type"));
        }
        return schema;
    }

    private static QueryError failure(JsonNode output) {
        StringBuilder traceback = new StringBuilder();
        output.path("traceback")
                .forEach(line -> traceback.append(line.asText().stripTrailing()).append('\n'));
        return new QueryError(
                QueryError.GENERIC,
                output.path("evalue").asText("the statement failed without a message"),
                Map.of("ename", output.path("ename").asText("Error"), "traceback", traceback.toString()),
                List.of());
    }

    private static String fieldNames(JsonNode data) {
        List<String> names = new ArrayList<>();
        data.fieldNames().forEachRemaining(names::add);
        return names.isEmpty() ? "nothing" : String.join(", ", names);
    }
}
