package org.sparklaunch.livy.driver.query;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a statement of kind query asks for, as JSON: {@code {"statements": ["…"], "params": {"name": value}, "row_limit": 100, "full_result":
 * false}}.
 *
 * @param statements SQL, run one after the other
 * @param arguments by name, for the markers {@code :name} in any of them
 * @param rowLimit most rows of each result
 * @param fullResult whether all rows are to be kept as well
 * @param fileRows how many rows are kept, in a file instead of the answer; 0 for an answer with rows
 */
record QueryPayload(
        List<String> statements,
        Map<String, @Nullable Object> arguments,
        int rowLimit,
        boolean fullResult,
        long fileRows) {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    /** Reads it; what is wrong with it is told as {@link IllegalArgumentException}. */
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
                arguments,
                rowLimit,
                node.path("full_result").asBoolean(false),
                node.path("file_rows").asLong(0));
    }
}
