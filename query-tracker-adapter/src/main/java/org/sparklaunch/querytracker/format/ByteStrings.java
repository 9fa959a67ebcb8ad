package org.sparklaunch.querytracker.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BinaryNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Copies trees so that each byte of a string becomes one character, as in the JSON of YTsaurus. */
final class ByteStrings {
    private ByteStrings() {}

    static JsonNode of(JsonNode value) {
        if (value instanceof ObjectNode map) {
            ObjectNode copy = JsonNodeFactory.instance.objectNode();
            map.properties().forEach(e -> copy.set(text(bytes(e.getKey())), of(e.getValue())));
            return copy;
        }
        if (value instanceof ArrayNode list) {
            ArrayNode copy = JsonNodeFactory.instance.arrayNode(list.size());
            list.forEach(element -> copy.add(of(element)));
            return copy;
        }
        if (value instanceof BinaryNode binary) {
            return TextNode.valueOf(text(binary.binaryValue()));
        }
        return value.isTextual() ? TextNode.valueOf(text(bytes(value.asText()))) : value;
    }

    /** Copies a tree whose strings have a character for each byte. Strings that are not UTF-8 become binary. */
    static JsonNode decode(JsonNode value) {
        if (value instanceof ObjectNode map) {
            ObjectNode copy = JsonNodeFactory.instance.objectNode();
            map.properties().forEach(e -> copy.set(decode(e.getKey()).asText(), decode(e.getValue())));
            return copy;
        }
        if (value instanceof ArrayNode list) {
            ArrayNode copy = JsonNodeFactory.instance.arrayNode(list.size());
            list.forEach(element -> copy.add(decode(element)));
            return copy;
        }
        return value.isTextual() ? decode(value.asText()) : value;
    }

    private static JsonNode decode(String text) {
        if (text.chars().anyMatch(c -> c > 0xff)) {
            return TextNode.valueOf(text);
        }
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        try {
            return TextNode.valueOf(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException e) {
            return BinaryNode.valueOf(bytes);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
