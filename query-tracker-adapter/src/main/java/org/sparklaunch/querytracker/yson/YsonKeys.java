package org.sparklaunch.querytracker.yson;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Spells values with attributes, and keys that begin with {@code $}, as the JSON of YTsaurus does. A second {@code $} before
 * such a key distinguishes the data {@code {"$attributes": …, "$value": …}} from a value with attributes.
 */
public final class YsonKeys {
    static final String ATTRIBUTES = "$attributes";
    static final String VALUE = "$value";

    private YsonKeys() {}

    /** Returns the spelling of a key of data. */
    public static String escape(String key) {
        return key.startsWith("$") ? '$' + key : key;
    }

    static String unescape(String spelled) {
        return spelled.startsWith("$$") ? spelled.substring(1) : spelled;
    }

    /** Whether it is a value with attributes. */
    static boolean hasAttributes(JsonNode value) {
        return value.size() == 2 && value.path(ATTRIBUTES).isObject() && value.has(VALUE);
    }

    /** Returns the value without its own attributes; those of its parts stay. */
    public static JsonNode plain(JsonNode value) {
        return hasAttributes(value) ? value.path(VALUE) : value;
    }

    /** Returns a copy without attributes, which have no meaning for most parameters of commands. */
    public static JsonNode withoutAttributes(JsonNode value) {
        if (value instanceof ObjectNode map) {
            if (hasAttributes(map)) {
                return withoutAttributes(map.path(VALUE));
            }
            ObjectNode copy = JsonNodeFactory.instance.objectNode();
            map.properties().forEach(entry -> copy.set(entry.getKey(), withoutAttributes(entry.getValue())));
            return copy;
        }
        if (value instanceof ArrayNode list) {
            ArrayNode copy = JsonNodeFactory.instance.arrayNode(list.size());
            list.forEach(element -> copy.add(withoutAttributes(element)));
            return copy;
        }
        return value;
    }
}
