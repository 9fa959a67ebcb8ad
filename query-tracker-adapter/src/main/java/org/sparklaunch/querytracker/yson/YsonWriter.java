package org.sparklaunch.querytracker.yson;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BinaryNode;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.Map;

/** Writes values as YSON. What {@link YsonReader} reads from it is equal to what was written. */
public final class YsonWriter {
    private static final BigInteger SIGNED_END = BigInteger.ONE.shiftLeft(Long.SIZE - 1);
    private static final BigInteger UNSIGNED_END = BigInteger.ONE.shiftLeft(Long.SIZE);

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final YsonScalars scalars;
    private final boolean pretty;
    private int depth;

    private YsonWriter(YsonStyle style) {
        this.scalars = style == YsonStyle.BINARY ? new YsonScalars.Binary(out) : new YsonScalars.Text(out);
        this.pretty = style == YsonStyle.PRETTY;
    }

    /** Writes one value. */
    public static byte[] write(JsonNode value, YsonStyle style) {
        YsonWriter writer = new YsonWriter(style);
        writer.writeValue(value);
        return writer.out.toByteArray();
    }

    /** Writes values one after the other, each with its semicolon, as tables are sent. */
    public static byte[] writeFragment(Iterable<? extends JsonNode> values, YsonStyle style) {
        YsonWriter writer = new YsonWriter(style);
        for (JsonNode value : values) {
            writer.writeValue(value);
            writer.print(style == YsonStyle.BINARY ? ";" : ";\n");
        }
        return writer.out.toByteArray();
    }

    private void writeValue(JsonNode value) {
        if (value.isObject() && value.size() == 2 && value.has("$attributes") && value.has("$value")) {
            writeEntries(value.path("$attributes"), "<", ">");
            writeValue(value.path("$value"));
        } else if (value.isObject()) {
            writeEntries(value, "{", "}");
        } else if (value.isArray()) {
            writeList(value);
        } else {
            writeScalar(value);
        }
    }

    private void writeEntries(JsonNode map, String open, String close) {
        writeOpening(open);
        for (Iterator<Map.Entry<String, JsonNode>> i = map.properties().iterator(); i.hasNext(); ) {
            Map.Entry<String, JsonNode> entry = i.next();
            writeLine();
            scalars.string(entry.getKey().getBytes(StandardCharsets.UTF_8));
            print(pretty ? " = " : "=");
            writeValue(entry.getValue());
            print(pretty || i.hasNext() ? ";" : "");
        }
        writeClosing(close, map.isEmpty());
    }

    private void writeList(JsonNode list) {
        writeOpening("[");
        for (Iterator<JsonNode> i = list.elements(); i.hasNext(); ) {
            writeLine();
            writeValue(i.next());
            print(pretty || i.hasNext() ? ";" : "");
        }
        writeClosing("]", list.isEmpty());
    }

    private void writeScalar(JsonNode value) {
        if (value instanceof BinaryNode binary) {
            scalars.string(binary.binaryValue());
        } else if (value.isTextual()) {
            scalars.string(value.asText().getBytes(StandardCharsets.UTF_8));
        } else if (value.isBoolean()) {
            scalars.truth(value.asBoolean());
        } else if (value.isBigInteger()) {
            writeBig(value.bigIntegerValue());
        } else if (value.isIntegralNumber()) {
            scalars.integer(value.longValue());
        } else if (value.isNumber()) {
            scalars.real(value.doubleValue());
        } else {
            print("#");
        }
    }

    /** Unsigned where it can be: a tree has no small number that is a big integer unless it was unsigned. */
    private void writeBig(BigInteger value) {
        if (value.signum() >= 0 && value.compareTo(UNSIGNED_END) < 0) {
            scalars.unsigned(value);
        } else if (value.negate().compareTo(SIGNED_END) <= 0 && value.signum() < 0) {
            scalars.integer(value.longValue());
        } else {
            scalars.real(value.doubleValue());
        }
    }

    private void writeOpening(String bracket) {
        print(bracket);
        depth++;
    }

    private void writeClosing(String bracket, boolean empty) {
        depth--;
        if (!empty) {
            writeLine();
        }
        print(bracket);
    }

    private void writeLine() {
        if (pretty) {
            print("\n" + "    ".repeat(depth));
        }
    }

    private void print(String text) {
        out.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
    }
}
