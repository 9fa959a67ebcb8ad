package org.sparklaunch.querytracker.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.sparklaunch.livy.protocol.ColumnNames;

/**
 * The requested columns of a result.
 *
 * @param indexes places in the stored rows, in the order in which the columns were asked for
 * @param names unique names, the same in all formats: of two columns {@code a} the second is {@code a_2}
 * @param types Spark's types
 * @param schema the columns with the types of YTsaurus, and with Spark's types and names beside them
 */
record Columns(List<Integer> indexes, List<String> names, List<JsonNode> types, ArrayNode schema) {
    static Columns of(ArrayNode fields, RowRange range) {
        List<String> unique = uniqueNames(fields);
        Columns columns = new Columns(
                new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), JsonNodeFactory.instance.arrayNode());
        Map<String, Integer> places = new HashMap<>();
        unique.forEach(name -> places.put(name, places.size()));
        for (String name : range.columns() == null ? unique : range.columns()) {
            Integer index = places.get(name);
            if (index != null) {
                columns.add(index, name, fields.path(index));
            }
        }
        return columns;
    }

    private void add(int index, String name, JsonNode field) {
        indexes.add(index);
        names.add(name);
        types.add(field.path("type"));
        ObjectNode column = schema.addObject()
                .put("name", name)
                .put("type", columnType(field.path("type").asText()))
                .put("required", !field.path("nullable").asBoolean(true));
        column.set(
                "type_v3", TypeV3.of(field.path("type"), field.path("nullable").asBoolean(true)));
        column.set("spark_type", field.path("type"));
        if (!name.equals(field.path("name").asText())) {
            column.put("spark_name", field.path("name").asText());
        }
    }

    /** Returns unique names of columns, or of the fields of a struct. */
    static List<String> uniqueNames(JsonNode fields) {
        List<String> names = new ArrayList<>();
        fields.forEach(field -> names.add(field.path("name").asText()));
        return ColumnNames.unique(names);
    }

    /** Returns the type of a scalar in the older type system. */
    static String columnType(String type) {
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
            // Nested types have no name in the old type system.
            case "" -> "any";
            default -> "utf8";
        };
    }

    int size() {
        return indexes.size();
    }

    /** Converts a cell of a stored row. */
    JsonNode cell(Cells cells, JsonNode row, int column) {
        return cells.value(types.get(column), row.path(indexes.get(column)));
    }
}
