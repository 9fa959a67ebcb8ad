package org.sparklaunch.querytracker.yson;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BinaryNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Reads one value of YSON, text or binary or both mixed, as the format allows. */
public final class YsonReader {
    /** Deeper nesting is an attack on the stack. */
    private static final int DEEPEST = 128;

    /** The time to read a number grows with the square of its length. */
    private static final int LONGEST_NUMBER = 1_000;

    private static final String ATTRIBUTES = "$attributes";
    private static final String VALUE = "$value";
    private static final BigInteger UNSIGNED_END = BigInteger.ONE.shiftLeft(Long.SIZE);

    private final YsonInput in;
    private int depth;

    private YsonReader(byte[] bytes) {
        this.in = new YsonInput(bytes);
    }

    /**
     * Reads all of the bytes.
     *
     * @throws YsonException when they are not exactly one value
     */
    public static JsonNode read(byte[] bytes) {
        YsonReader reader = new YsonReader(bytes);
        JsonNode value = reader.value();
        if (reader.in.peek() != YsonInput.END) {
            throw reader.in.wrong("something after the value");
        }
        return value;
    }

    private JsonNode value() {
        if (depth > DEEPEST) {
            throw in.wrong("nesting deeper than " + DEEPEST);
        }
        depth++;
        try {
            return in.accept('<') ? attributed() : plain();
        } finally {
            depth--;
        }
    }

    private JsonNode attributed() {
        ObjectNode attributes = map('>');
        JsonNode value = plain();
        if (attributes.isEmpty()) {
            return value;
        }
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.set(ATTRIBUTES, attributes);
        node.set(VALUE, value);
        return node;
    }

    private JsonNode plain() {
        int first = in.peek();
        return switch (first) {
            case '{',
                    '[',
                    '#',
                    '%',
                    YsonMarker.INT,
                    YsonMarker.DOUBLE,
                    YsonMarker.FALSE,
                    YsonMarker.TRUE,
                    YsonMarker.UNSIGNED -> marked(first);
            default -> isNumber(first) ? number() : string(bytes());
        };
    }

    /** What its first byte says. */
    private JsonNode marked(int marker) {
        in.skip();
        return switch (marker) {
            case '{' -> map('}');
            case '[' -> list();
            case '#' -> NullNode.getInstance();
            case '%' -> literal();
            case YsonMarker.INT -> LongNode.valueOf(in.zigzag());
            case YsonMarker.DOUBLE -> DoubleNode.valueOf(in.real());
            case YsonMarker.FALSE -> BooleanNode.FALSE;
            case YsonMarker.TRUE -> BooleanNode.TRUE;
            default -> unsigned(new BigInteger(Long.toUnsignedString(in.varint())));
        };
    }

    private ObjectNode map(char end) {
        ObjectNode map = JsonNodeFactory.instance.objectNode();
        while (!in.accept(end)) {
            JsonNode key = string(bytes());
            if (!key.isTextual()) {
                throw in.wrong("a key that is not UTF-8");
            }
            if (!in.accept('=')) {
                throw in.wrong("no '=' after the key '" + key.asText() + "'");
            }
            map.set(key.asText(), value());
            separator(end);
        }
        return map;
    }

    private ArrayNode list() {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        while (!in.accept(']')) {
            list.add(value());
            separator(']');
        }
        return list;
    }

    private void separator(char end) {
        if (!in.accept(';') && in.peek() != end) {
            throw in.wrong("neither ';' nor '" + end + "'");
        }
    }

    private JsonNode literal() {
        String word = in.run(c -> Character.isLetter(c) || c == '+' || c == '-');
        return switch (word) {
            case "true" -> BooleanNode.TRUE;
            case "false" -> BooleanNode.FALSE;
            case "nan" -> DoubleNode.valueOf(Double.NaN);
            case "inf", "+inf" -> DoubleNode.valueOf(Double.POSITIVE_INFINITY);
            case "-inf" -> DoubleNode.valueOf(Double.NEGATIVE_INFINITY);
            default -> throw in.wrong("the unknown literal '%" + word + "'");
        };
    }

    private static boolean isNumber(int c) {
        return (c >= '0' && c <= '9') || c == '+' || c == '-';
    }

    private JsonNode number() {
        String text = in.run(c -> isNumber(c) || c == '.' || c == 'e' || c == 'E' || c == 'u');
        if (text.length() > LONGEST_NUMBER) {
            throw in.wrong("a number of " + text.length() + " characters");
        }
        try {
            if (text.endsWith("u")) {
                return unsigned(new BigInteger(text.substring(0, text.length() - 1)));
            }
            return text.matches("[+-]?\\d+")
                    ? LongNode.valueOf(Long.parseLong(text))
                    : DoubleNode.valueOf(Double.parseDouble(text));
        } catch (NumberFormatException e) {
            throw in.wrong("the number '" + text + "'");
        }
    }

    private JsonNode unsigned(BigInteger value) {
        if (value.signum() < 0 || value.compareTo(UNSIGNED_END) >= 0) {
            throw in.wrong("the unsigned number " + value);
        }
        return JsonNodeFactory.instance.numberNode(value);
    }

    private byte[] bytes() {
        int first = in.peek();
        if (first == '"') {
            in.skip();
            return in.quoted();
        }
        if (first == YsonMarker.STRING) {
            in.skip();
            return in.take(in.zigzag());
        }
        if ((first < 0x80 && Character.isLetter(first)) || first == '_') {
            return in.run(YsonReader::isWordPart).getBytes(StandardCharsets.US_ASCII);
        }
        throw in.wrong(first == YsonInput.END ? "the end" : "the byte " + first);
    }

    private static boolean isWordPart(int c) {
        return c < 0x80 && (Character.isLetterOrDigit(c) || c == '_' || c == '.' || c == '-');
    }

    private static JsonNode string(byte[] bytes) {
        try {
            return TextNode.valueOf(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException e) {
            return BinaryNode.valueOf(bytes);
        }
    }
}
