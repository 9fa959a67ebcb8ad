package org.sparklaunch.querytracker.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Converts cells for people and scripts. They stay as they are stored: decimals, times and special floating-point values are
 * strings, binary values Base64. Maps become objects, but stay lists of pairs if a key occurs twice.
 */
final class PlainCells extends Cells {
    private static final JsonNode NEGATIVE_ZERO = DoubleNode.valueOf(-0.0);

    @Override
    JsonNode scalar(String type, JsonNode cell) {
        return cell.isTextual() && cell.asText().equals("-0.0") && isFloatingPoint(type) ? NEGATIVE_ZERO : cell;
    }

    private static boolean isFloatingPoint(String type) {
        return type.equals("double") || type.equals("float");
    }

    @Override
    String key(String name) {
        return name;
    }

    @Override
    JsonNode map(JsonNode type, ArrayNode pairs) {
        ObjectNode map = JsonNodeFactory.instance.objectNode();
        for (JsonNode pair : pairs) {
            JsonNode key = pair.path(0);
            map.set(key.isValueNode() ? key.asText() : key.toString(), pair.path(1));
        }
        // Maps of Spark can have a key twice, such as those of from_json. An object would lose a value.
        return map.size() == pairs.size() ? map : pairs;
    }
}
