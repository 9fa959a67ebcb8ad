package org.sparklaunch.querytracker.yson;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.util.Random;

/** Values of every kind that YSON has, the same for the same seed. */
final class RandomYson {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final long[] EDGES = {0, 1, -1, 63, 64, -64, -65, 127, 128, Long.MAX_VALUE, Long.MIN_VALUE};
    private static final double[] REALS = {
        0.0, -0.0, 1.5, 1e300, Double.MIN_VALUE, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY
    };

    private static final String[] SPECIAL_KEYS = {"$attributes", "$value", "$", "$$value", "a$"};

    private final Random random;

    RandomYson(long seed) {
        this.random = new Random(seed);
    }

    JsonNode value(int depth) {
        int kind = random.nextInt(depth > 0 ? 10 : 7);
        return switch (kind) {
            case 0 -> NODES.nullNode();
            case 1 -> NODES.booleanNode(random.nextBoolean());
            case 2 -> NODES.numberNode(integer());
            case 3 -> NODES.numberNode(new BigInteger(Long.SIZE, random));
            case 4 -> NODES.numberNode(real());
            case 5 -> NODES.textNode(text());
            case 6 -> NODES.binaryNode(notUtf8());
            case 7 -> list(depth);
            case 8 -> map(depth);
            default -> attributed(depth);
        };
    }

    private long integer() {
        return random.nextBoolean() ? EDGES[random.nextInt(EDGES.length)] : random.nextLong();
    }

    private double real() {
        return random.nextBoolean() ? REALS[random.nextInt(REALS.length)] : random.nextGaussian() * 1e9;
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(12); i > 0; i--) {
            text.appendCodePoint(random.nextBoolean() ? random.nextInt(0x80) : 0xa0 + random.nextInt(0x2000));
        }
        return text.toString();
    }

    private byte[] notUtf8() {
        byte[] bytes = new byte[1 + random.nextInt(8)];
        random.nextBytes(bytes);
        bytes[0] = (byte) 0xff;
        return bytes;
    }

    private ArrayNode list(int depth) {
        ArrayNode list = NODES.arrayNode();
        for (int i = random.nextInt(4); i > 0; i--) {
            list.add(value(depth - 1));
        }
        return list;
    }

    private ObjectNode map(int depth) {
        ObjectNode map = NODES.objectNode();
        for (int i = random.nextInt(4); i > 0; i--) {
            map.set(YsonKeys.escape(key()), value(depth - 1));
        }
        return map;
    }

    private String key() {
        return random.nextInt(4) > 0 ? text() : SPECIAL_KEYS[random.nextInt(SPECIAL_KEYS.length)];
    }

    private JsonNode attributed(int depth) {
        ObjectNode attributes = map(depth);
        attributes.put("mark", 1L);
        JsonNode plain = random.nextBoolean() ? list(depth) : NODES.textNode(text());
        ObjectNode node = NODES.objectNode();
        node.set("$attributes", attributes);
        node.set("$value", plain);
        return node;
    }
}
