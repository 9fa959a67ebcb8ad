package org.sparklaunch.querytracker.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;

/** Describes Spark's types in the newer type system of YTsaurus, {@code type_v3}, which has nested and optional types. */
final class TypeV3 {
    private TypeV3() {}

    /** Returns the type of a column, a field or an element. */
    static JsonNode of(JsonNode type, boolean nullable) {
        JsonNode base = base(type);
        boolean always = base.asText().equals("null");
        return nullable && !always ? composite("optional").set("item", base) : base;
    }

    private static JsonNode base(JsonNode type) {
        return switch (type.path("type").asText()) {
            case "struct" -> struct(type.path("fields"));
            case "array" ->
                composite("list")
                        .set(
                                "item",
                                of(
                                        type.path("elementType"),
                                        type.path("containsNull").asBoolean(true)));
            case "map" -> map(type);
            case "udt" -> Cells.isOpaque(type) ? TextNode.valueOf("yson") : base(type.path("sqlType"));
            default -> TextNode.valueOf(scalar(type.asText()));
        };
    }

    private static String scalar(String type) {
        String name = Columns.columnType(type);
        return switch (name) {
            case "boolean" -> "bool";
            case "any" -> "yson";
            default -> name;
        };
    }

    private static ObjectNode struct(JsonNode fields) {
        ObjectNode struct = composite("struct");
        ArrayNode members = struct.putArray("members");
        var names = Columns.uniqueNames(fields);
        for (int i = 0; i < fields.size(); i++) {
            JsonNode field = fields.path(i);
            members.addObject()
                    .put("name", names.get(i))
                    .set("type", of(field.path("type"), field.path("nullable").asBoolean(true)));
        }
        return struct;
    }

    private static ObjectNode map(JsonNode type) {
        ObjectNode map = composite("dict");
        map.set("key", of(type.path("keyType"), false));
        map.set(
                "value",
                of(type.path("valueType"), type.path("valueContainsNull").asBoolean(true)));
        return map;
    }

    private static ObjectNode composite(String name) {
        return JsonNodeFactory.instance.objectNode().put("type_name", name);
    }
}
