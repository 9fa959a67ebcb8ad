package org.sparklaunch.querytracker.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * Converts stored cells into the values of a response. Stored cells are exact; their meaning depends on the Spark type of the
 * column. Nested types are handled here, scalar types in the subclasses.
 */
abstract sealed class Cells permits PlainCells, NativeCells {

    /** Converts one cell. The type is Spark's JSON form: a name, or an object for a nested type. */
    final JsonNode value(JsonNode type, JsonNode cell) {
        if (cell.isNull()) {
            return cell;
        }
        return switch (type.path("type").asText()) {
            case "struct" -> struct(type.path("fields"), cell);
            case "array" -> array(type.path("elementType"), cell);
            case "map" -> map(type, pairs(type, cell));
            case "udt" -> isOpaque(type) ? cell : value(type.path("sqlType"), cell);
            default -> scalar(type.asText(), cell);
        };
    }

    /** Whether a user-defined type has a class in Java. Its values are the strings that the class makes, whatever Spark stores. */
    static boolean isOpaque(JsonNode userDefinedType) {
        return userDefinedType.has("class");
    }

    /** Converts a cell of a scalar type such as {@code decimal(10,2)}. */
    abstract JsonNode scalar(String type, JsonNode cell);

    /** Converts a map, given as its pairs of keys and values. */
    abstract JsonNode map(JsonNode type, ArrayNode pairs);

    private ObjectNode struct(JsonNode fields, JsonNode cell) {
        ObjectNode struct = JsonNodeFactory.instance.objectNode();
        List<String> names = Columns.uniqueNames(fields);
        for (int i = 0; i < fields.size(); i++) {
            struct.set(names.get(i), value(fields.path(i).path("type"), cell.path(i)));
        }
        return struct;
    }

    private ArrayNode array(JsonNode elementType, JsonNode cell) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode(cell.size());
        cell.forEach(element -> array.add(value(elementType, element)));
        return array;
    }

    private ArrayNode pairs(JsonNode type, JsonNode cell) {
        ArrayNode pairs = JsonNodeFactory.instance.arrayNode(cell.size());
        for (JsonNode pair : cell) {
            pairs.addArray()
                    .add(value(type.path("keyType"), pair.path(0)))
                    .add(value(type.path("valueType"), pair.path(1)));
        }
        return pairs;
    }
}
