package org.sparklaunch.querytracker.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.sparklaunch.querytracker.query.FullResult;
import org.sparklaunch.querytracker.query.QueryResult;

/** A result, or a piece of it, as a tree. */
final class ResultJson {
    private ResultJson() {}

    /** All about it but the rows. */
    static ObjectNode meta(String id, int index, QueryResult result) {
        ObjectNode json = Responses.object().put("id", id).put("result_index", index);
        json.set("schema", schema(result.schema()));
        json.put("is_truncated", result.truncated());
        json.putObject("data_statistics")
                .put("row_count", result.rows().size())
                .put("data_weight", result.rows().toString().length());
        FullResult full = result.full();
        if (full != null) {
            json.putObject("full_result")
                    .put("format", "parquet")
                    .put("row_count", full.rows())
                    .put("size", full.bytes())
                    .put("files", full.parts().size());
        }
        return json;
    }

    /** Columns with the types of YTsaurus, which differ from Spark's, kept beside them. */
    private static ArrayNode schema(ArrayNode fields) {
        ArrayNode columns = JsonNodeFactory.instance.arrayNode();
        for (JsonNode field : fields) {
            columns.addObject()
                    .put("name", field.path("name").asText())
                    .put("type", columnType(field.path("type").asText()))
                    .put("required", !field.path("nullable").asBoolean(true))
                    .set("spark_type", field.path("type"));
        }
        return columns;
    }

    private static String columnType(String type) {
        return switch (type) {
            case "byte" -> "int8";
            case "short" -> "int16";
            case "integer" -> "int32";
            case "long" -> "int64";
            case "float", "double", "boolean" -> type;
            case "binary" -> "string";
            case "date" -> "date32";
            case "timestamp", "timestamp_ntz" -> "timestamp64";
            case "void" -> "null";
            // What holds other values has no word for its type.
            case "" -> "any";
            default -> "utf8";
        };
    }

    /** Everything in one object, for people and scripts. */
    static ObjectNode rows(QueryResult result, RowRange range) {
        List<Integer> picked = picked(result, range);
        ArrayNode all = schema(result.schema());
        ArrayNode schema = JsonNodeFactory.instance.arrayNode();
        picked.forEach(column -> schema.add(all.path(column)));
        Cells cells = new PlainCells();
        ArrayNode rows = JsonNodeFactory.instance.arrayNode();
        for (JsonNode source : rowsOf(result, range)) {
            ArrayNode row = rows.addArray();
            picked.forEach(column -> row.add(cell(cells, result, source, column)));
        }
        ObjectNode json = Responses.object();
        json.set("schema", schema);
        json.set("rows", rows);
        json.put("row_count", result.rows().size());
        json.put("is_truncated", result.truncated());
        return json;
    }

    /** The columns that a range has, in the result's order. */
    static List<Integer> picked(QueryResult result, RowRange range) {
        List<Integer> picked = new ArrayList<>();
        for (int i = 0; i < result.schema().size(); i++) {
            if (range.columns() == null || range.columns().contains(name(result, i))) {
                picked.add(i);
            }
        }
        return picked;
    }

    static String name(QueryResult result, int column) {
        return result.schema().path(column).path("name").asText();
    }

    static List<JsonNode> rowsOf(QueryResult result, RowRange range) {
        List<JsonNode> rows = new ArrayList<>();
        for (int i = range.from(); i < Math.min(range.to(), result.rows().size()); i++) {
            rows.add(result.rows().path(i));
        }
        return rows;
    }

    static JsonNode cell(Cells cells, QueryResult result, JsonNode row, int column) {
        return cells.value(result.schema().path(column).path("type"), row.path(column));
    }
}
