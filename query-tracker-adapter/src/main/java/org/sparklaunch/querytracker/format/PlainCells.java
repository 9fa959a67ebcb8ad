package org.sparklaunch.querytracker.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Converts cells for people and scripts. They stay as they are stored: decimals, times and special floating-point values are
 * strings, binary values Base64. Maps become objects.
 */
final class PlainCells extends Cells {
    @Override
    JsonNode scalar(String type, JsonNode cell) {
        return cell;
    }

    @Override
    JsonNode map(JsonNode type, ArrayNode pairs) {
        ObjectNode map = JsonNodeFactory.instance.objectNode();
        for (JsonNode pair : pairs) {
            JsonNode key = pair.path(0);
            map.set(key.isValueNode() ? key.asText() : key.toString(), pair.path(1));
        }
        return map;
    }
}
