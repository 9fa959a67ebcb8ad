package org.sparklaunch.querytracker.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Turns stored cells, which are exact and told apart only by their column's Spark type, into the values of an answer. What
 * holds other values is walked here; what each kind of answer makes of the rest is its own.
 */
abstract sealed class Cells permits PlainCells, NativeCells {

    /** One value of a Spark type in its JSON form: a word, or an object for what holds others. */
    final JsonNode value(JsonNode type, JsonNode cell) {
        if (cell.isNull()) {
            return cell;
        }
        return switch (type.path("type").asText()) {
            case "struct" -> struct(type.path("fields"), cell);
            case "array" -> array(type.path("elementType"), cell);
            case "map" -> map(type, pairs(type, cell));
            case "udt" -> value(type.path("sqlType"), cell);
            default -> scalar(type.asText(), cell);
        };
    }

    /** A value that holds no others; its type is one word, such as {@code decimal(10,2)}. */
    abstract JsonNode scalar(String type, JsonNode cell);

    /** A map, from its pairs of keys and values. */
    abstract JsonNode map(JsonNode type, ArrayNode pairs);

    private ObjectNode struct(JsonNode fields, JsonNode cell) {
        ObjectNode struct = JsonNodeFactory.instance.objectNode();
        for (int i = 0; i < fields.size(); i++) {
            JsonNode field = fields.path(i);
            struct.set(field.path("name").asText(), value(field.path("type"), cell.path(i)));
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
