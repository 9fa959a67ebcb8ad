package org.sparklaunch.querytracker.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Cells as people and scripts read them: as they are stored, so decimals, times, and what JSON's numbers cannot say are
 * text, and bytes are Base64. Maps become objects.
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
