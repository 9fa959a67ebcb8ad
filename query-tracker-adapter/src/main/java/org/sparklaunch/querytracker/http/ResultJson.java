package org.sparklaunch.querytracker.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sparklaunch.querytracker.query.QueryResult;

/** A result, or a piece of it. */
final class ResultJson {
    private ResultJson() {}

    /** All about it but the rows. */
    static ObjectNode meta(String id, int index, QueryResult result) {
        ObjectNode json = Answers.object().put("id", id).put("result_index", index);
        json.set("schema", schema(result.schema()));
        json.put("is_truncated", result.truncated());
        json.putObject("data_statistics")
                .put("row_count", result.rows().size())
                .put("data_weight", result.rows().toString().length());
        return json;
    }

    /** Columns with the types of YTsaurus, which differ from Spark's, kept beside them. */
    private static ArrayNode schema(ArrayNode fields) {
        ArrayNode columns = JsonNodeFactory.instance.arrayNode();
        for (JsonNode field : fields) {
            columns.addObject()
                    .put("name", field.path("name").asText())
                    .put("type", columnType(field.path("type")))
                    .put("required", !field.path("nullable").asBoolean(true))
                    .set("spark_type", field.path("type"));
        }
        return columns;
    }

    private static String columnType(JsonNode type) {
        return switch (type.asText()) {
            case "byte" -> "int8";
            case "short" -> "int16";
            case "integer" -> "int32";
            case "long" -> "int64";
            case "float" -> "float";
            case "double" -> "double";
            case "boolean" -> "boolean";
            case "string" -> "utf8";
            case "binary" -> "string";
            case "date" -> "date";
            case "timestamp" -> "timestamp";
            case "void" -> "null";
            default -> "any";
        };
    }

    /**
     * The rows from one index to another, exclusive, which may lie beyond the end.
     *
     * @param columns null for all
     */
    static ObjectNode rows(QueryResult result, int from, int to, @Nullable Set<String> columns) {
        List<Integer> picked = new ArrayList<>();
        ArrayNode schema = JsonNodeFactory.instance.arrayNode();
        ArrayNode all = schema(result.schema());
        for (int i = 0; i < all.size(); i++) {
            if (columns == null || columns.contains(all.path(i).path("name").asText())) {
                picked.add(i);
                schema.add(all.path(i));
            }
        }
        ArrayNode rows = JsonNodeFactory.instance.arrayNode();
        for (int i = Math.max(0, from); i < Math.min(to, result.rows().size()); i++) {
            ArrayNode row = rows.addArray();
            JsonNode source = result.rows().path(i);
            picked.forEach(column -> row.add(source.path(column)));
        }
        ObjectNode json = Answers.object();
        json.set("schema", schema);
        json.set("rows", rows);
        json.put("row_count", result.rows().size());
        json.put("is_truncated", result.truncated());
        return json;
    }
}
