package org.sparklaunch.querytracker.settings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;
import org.sparklaunch.livy.protocol.ParameterTypes;
import org.sparklaunch.querytracker.error.QueryError;
import org.sparklaunch.querytracker.error.QueryException;

/** Parses the setting {@code params}: arguments for the markers {@code :name} of a query. */
final class ParamsReader {
    /** A short number such as 1e999999999 fills the memory when its digits are written. */
    private static final int MOST_DIGITS = 1_000;

    private ParamsReader() {}

    /** Keeps strings, integers, booleans and nulls; other arguments become {@code {"type": …, "value": …}}. */
    static ObjectNode read(@Nullable JsonNode value) {
        ObjectNode params = JsonNodeFactory.instance.objectNode();
        if (value == null) {
            return params;
        }
        JsonNode map = JsonSetting.parsed(SettingName.PARAMS, value);
        if (!map.isObject()) {
            throw refuse("is neither a map of names to values nor a JSON string of one: " + map);
        }
        map.properties().forEach(e -> params.set(name(e.getKey()), argument(e.getKey(), e.getValue())));
        return params;
    }

    private static String name(String name) {
        if (!name.matches("[A-Za-z_][A-Za-z0-9_]*")) {
            throw refuse("has the invalid name '" + name
                    + "'; a name has letters, digits and _, and :name marks its place in the SQL");
        }
        return name;
    }

    private static JsonNode argument(String name, JsonNode value) {
        if (value.isObject()) {
            return typed(name, value);
        }
        if (value.isBigDecimal() && Math.abs((long) value.decimalValue().scale()) > MOST_DIGITS) {
            throw refuse("has a number of more than " + MOST_DIGITS + " digits for '" + name + "'");
        }
        if (value.isBinary()) {
            // Of YSON, whose strings are bytes. As a string it would be its Base64.
            return typed("binary", value.asText());
        }
        if (value.isFloatingPointNumber()) {
            // In SQL 1.10 is a decimal; as a JSON number it could become 1.1.
            boolean finite = value.isBigDecimal() || Double.isFinite(value.doubleValue());
            return typed(finite ? "decimal" : "double", value.asText());
        }
        if (!value.isValueNode()) {
            throw refuse("has an invalid value for '" + name + "': " + value
                    + "; give a string, number, boolean, null or {type, value}");
        }
        return value;
    }

    private static JsonNode typed(String name, JsonNode value) {
        String type = value.path("type").asText();
        if (value.size() != 2 || !value.path("value").isValueNode() || !ParameterTypes.NAMES.contains(type)) {
            throw refuse("has an invalid value for '" + name + "': " + value
                    + "; it must be {type, value} with one of the types " + String.join(", ", ParameterTypes.NAMES));
        }
        return value;
    }

    private static ObjectNode typed(String type, String value) {
        return JsonNodeFactory.instance.objectNode().put("type", type).put("value", value);
    }

    private static QueryException refuse(String problem) {
        return new QueryException(QueryError.GENERIC, "setting params " + problem);
    }
}
