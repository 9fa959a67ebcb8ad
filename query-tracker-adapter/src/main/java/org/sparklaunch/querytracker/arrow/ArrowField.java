package org.sparklaunch.querytracker.arrow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.flatbuffers.FlatBufferBuilder;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.flatbuf.Binary;
import org.apache.arrow.flatbuf.Bool;
import org.apache.arrow.flatbuf.Date;
import org.apache.arrow.flatbuf.DateUnit;
import org.apache.arrow.flatbuf.Decimal;
import org.apache.arrow.flatbuf.Field;
import org.apache.arrow.flatbuf.FloatingPoint;
import org.apache.arrow.flatbuf.Int;
import org.apache.arrow.flatbuf.Null;
import org.apache.arrow.flatbuf.Precision;
import org.apache.arrow.flatbuf.Struct_;
import org.apache.arrow.flatbuf.TimeUnit;
import org.apache.arrow.flatbuf.Timestamp;
import org.apache.arrow.flatbuf.Type;
import org.apache.arrow.flatbuf.Utf8;
import org.sparklaunch.livy.protocol.ColumnNames;

/** Describes columns of Spark in Arrow's types. Types that Arrow lacks become strings. */
final class ArrowField {
    private ArrowField() {}

    static int write(FlatBufferBuilder builder, JsonNode column) {
        JsonNode type = column.path("type");
        int[] children =
                children(type).stream().mapToInt(child -> write(builder, child)).toArray();
        int name = builder.createString(column.path("name").asText());
        byte kind = kind(type);
        int detail = detail(builder, kind, type.asText());
        int vector = Field.createChildrenVector(builder, children);
        return Field.createField(builder, name, column.path("nullable").asBoolean(true), kind, detail, 0, vector, 0);
    }

    private static List<JsonNode> children(JsonNode type) {
        List<JsonNode> children = new ArrayList<>();
        switch (type.path("type").asText()) {
            case "struct" -> children.addAll(members(type.path("fields")));
            case "array" -> children.add(child("element", true, type.path("elementType")));
            case "map" -> children.add(child("entries", false, entries(type)));
            default -> {}
        }
        return children;
    }

    /** Readers keep the members of a struct by name, so each has a name of its own, as in the other formats. */
    private static List<JsonNode> members(JsonNode fields) {
        List<String> names = new ArrayList<>();
        fields.forEach(field -> names.add(field.path("name").asText()));
        List<String> unique = ColumnNames.unique(names);
        List<JsonNode> members = new ArrayList<>();
        for (int i = 0; i < unique.size(); i++) {
            JsonNode field = fields.path(i);
            members.add(child(unique.get(i), field.path("nullable").asBoolean(true), field.path("type")));
        }
        return members;
    }

    /** A map is a list of pairs. */
    private static ObjectNode entries(JsonNode map) {
        ObjectNode entries = JsonNodeFactory.instance.objectNode().put("type", "struct");
        entries.putArray("fields")
                .add(child("key", false, map.path("keyType")))
                .add(child("value", true, map.path("valueType")));
        return entries;
    }

    private static ObjectNode child(String name, boolean nullable, JsonNode type) {
        ObjectNode child =
                JsonNodeFactory.instance.objectNode().put("name", name).put("nullable", nullable);
        child.set("type", type);
        return child;
    }

    private static byte kind(JsonNode type) {
        String word = type.isTextual() ? type.asText() : type.path("type").asText();
        return switch (word) {
            case "void" -> Type.Null;
            case "byte", "short", "integer", "long" -> Type.Int;
            case "float", "double" -> Type.FloatingPoint;
            case "boolean" -> Type.Bool;
            case "binary" -> Type.Binary;
            case "date" -> Type.Date;
            case "timestamp", "timestamp_ntz" -> Type.Timestamp;
            case "array" -> Type.List;
            case "map" -> Type.Map;
            case "struct" -> Type.Struct_;
            default -> word.startsWith("decimal(") ? Type.Decimal : Type.Utf8;
        };
    }

    private static int detail(FlatBufferBuilder builder, byte kind, String word) {
        return switch (kind) {
            case Type.Int -> Int.createInt(builder, 8 * ArrowBody.width(word), true);
            case Type.FloatingPoint ->
                FloatingPoint.createFloatingPoint(builder, word.equals("float") ? Precision.SINGLE : Precision.DOUBLE);
            case Type.Date -> Date.createDate(builder, DateUnit.DAY);
            case Type.Timestamp ->
                Timestamp.createTimestamp(
                        builder, TimeUnit.MICROSECOND, word.equals("timestamp") ? builder.createString("UTC") : 0);
            case Type.Decimal -> decimal(builder, word);
            case Type.Map -> org.apache.arrow.flatbuf.Map.createMap(builder, false);
            default -> empty(builder, kind);
        };
    }

    private static int decimal(FlatBufferBuilder builder, String word) {
        int comma = word.indexOf(',');
        int precision = Integer.parseInt(word.substring("decimal(".length(), comma));
        int scale =
                Integer.parseInt(word.substring(comma + 1, word.length() - 1).strip());
        return Decimal.createDecimal(builder, precision, scale, 8 * ArrowBody.DECIMAL_BYTES);
    }

    private static int empty(FlatBufferBuilder builder, byte kind) {
        switch (kind) {
            case Type.Null -> Null.startNull(builder);
            case Type.Bool -> Bool.startBool(builder);
            case Type.Binary -> Binary.startBinary(builder);
            case Type.Struct_ -> Struct_.startStruct_(builder);
            case Type.List -> org.apache.arrow.flatbuf.List.startList(builder);
            default -> Utf8.startUtf8(builder);
        }
        // All of these are tables without fields and end in the same way.
        return builder.endTable();
    }
}
