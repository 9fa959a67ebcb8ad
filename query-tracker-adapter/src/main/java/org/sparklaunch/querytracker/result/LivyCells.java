package org.sparklaunch.querytracker.result;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Base64;
import java.util.Map;
import org.sparklaunch.querytracker.query.QueryResult;

/**
 * Converts the cells that Livy sends for statements of kind sql to those of a {@link QueryResult}. In Livy decimals are numbers,
 * binary values arrays of signed numbers, maps objects and structs {@code {"schema": …, "values": […]}}. A NaN, which Livy sends
 * as null, stays null.
 */
final class LivyCells {
    private LivyCells() {}

    static ArrayNode row(JsonNode schema, JsonNode row) {
        ArrayNode cells = JsonNodeFactory.instance.arrayNode(row.size());
        for (int i = 0; i < row.size(); i++) {
            cells.add(cell(schema.path(i).path("type"), row.path(i)));
        }
        return cells;
    }

    private static JsonNode cell(JsonNode type, JsonNode value) {
        if (value.isNull()) {
            return value;
        }
        return switch (type.path("type").asText()) {
            case "struct" -> row(type.path("fields"), value.has("values") ? value.path("values") : value);
            case "array" -> array(type.path("elementType"), value);
            case "map" -> pairs(type, value);
            case "udt" -> type.has("class") ? value : cell(type.path("sqlType"), value);
            default -> scalar(type.asText(), value);
        };
    }

    private static JsonNode scalar(String type, JsonNode value) {
        if (type.startsWith("decimal") && value.isNumber()) {
            return TextNode.valueOf(value.decimalValue().toPlainString());
        }
        if (type.equals("binary") && value.isArray()) {
            byte[] bytes = new byte[value.size()];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = (byte) value.path(i).asInt();
            }
            return TextNode.valueOf(Base64.getEncoder().encodeToString(bytes));
        }
        boolean real = type.equals("double") || type.equals("float");
        return real && value.isNumber() ? JsonNodeFactory.instance.numberNode(value.doubleValue()) : value;
    }

    private static ArrayNode array(JsonNode elementType, JsonNode value) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode(value.size());
        value.forEach(element -> array.add(cell(elementType, element)));
        return array;
    }

    private static ArrayNode pairs(JsonNode type, JsonNode value) {
        ArrayNode pairs = JsonNodeFactory.instance.arrayNode(value.size());
        for (Map.Entry<String, JsonNode> entry : value.properties()) {
            pairs.addArray()
                    .add(key(type.path("keyType").asText(), entry.getKey()))
                    .add(cell(type.path("valueType"), entry.getValue()));
        }
        return pairs;
    }

    /** The keys of an object are strings, whatever their type was. */
    private static JsonNode key(String type, String text) {
        return switch (type) {
            case "byte", "short", "integer", "long" -> JsonNodeFactory.instance.numberNode(Long.parseLong(text));
            case "boolean" -> JsonNodeFactory.instance.booleanNode(Boolean.parseBoolean(text));
            case "float", "double" -> JsonNodeFactory.instance.numberNode(Double.parseDouble(text));
            default -> TextNode.valueOf(text);
        };
    }
}
