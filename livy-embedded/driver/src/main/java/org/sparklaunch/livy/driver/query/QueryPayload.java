package org.sparklaunch.livy.driver.query;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A statement of kind query, given as JSON: {@code {"statements": ["…"], "positions": [[1, 0]], "params": {"name": value},
 * "row_limit": 100, "full_result": false}}.
 *
 * @param statements SQL statements, to be run one after the other
 * @param positions where each begins in the user's text
 * @param arguments values by name, for the markers {@code :name} in any statement
 * @param rowLimit most rows of each result
 * @param fullResult whether all rows are to be kept as well
 * @param fileRows how many rows are kept, in a file instead of the answer; 0 for an answer with rows
 */
record QueryPayload(
        List<String> statements,
        List<SqlPosition> positions,
        Map<String, @Nullable Object> arguments,
        int rowLimit,
        boolean fullResult,
        long fileRows) {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    /**
     * Parses the code of a statement.
     *
     * @throws IllegalArgumentException when it has not this form
     */
    static QueryPayload parse(String code) {
        JsonNode node;
        try {
            node = JSON.readTree(code);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("a statement of kind query is a JSON map: " + e.getOriginalMessage(), e);
        }
        List<String> statements = new ArrayList<>();
        node.path("statements").forEach(sql -> statements.add(sql.asText()));
        int rowLimit = node.path("row_limit").asInt(0);
        if (statements.isEmpty() || rowLimit < 1) {
            throw new IllegalArgumentException(
                    "a statement of kind query needs \"statements\" and a \"row_limit\" above 0");
        }
        Map<String, @Nullable Object> arguments = new LinkedHashMap<>();
        node.path("params")
                .properties()
                .forEach(e -> arguments.put(e.getKey(), Argument.read(e.getKey(), e.getValue())));
        return new QueryPayload(
                statements,
                positions(node.path("positions"), statements.size()),
                arguments,
                rowLimit,
                node.path("full_result").asBoolean(false),
                node.path("file_rows").asLong(0));
    }

    /** A client that sends none sent each statement as a string of its own. */
    private static List<SqlPosition> positions(JsonNode node, int count) {
        List<SqlPosition> positions = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            JsonNode position = node.path(i);
            positions.add(new SqlPosition(
                    position.path(0).asInt(SqlPosition.START.line()),
                    position.path(1).asInt(SqlPosition.START.column())));
        }
        return positions;
    }
}
