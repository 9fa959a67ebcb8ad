package org.sparklaunch.querytracker.arrow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Builds the buffers of a batch: for each column its nulls, then its offsets or values, then its children. */
final class ArrowBody {
    static final int DECIMAL_BYTES = 16;
    private static final int ALIGNMENT = 8;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final List<Node> nodes = new ArrayList<>();
    private final List<Piece> buffers = new ArrayList<>();

    /** The number of values of a column, or of a part of one, and how many of them are null. */
    record Node(int length, int nulls) {}

    /** The place of a buffer. */
    record Piece(long offset, long length) {}

    List<Node> nodes() {
        return nodes;
    }

    List<Piece> buffers() {
        return buffers;
    }

    byte[] bytes() {
        return out.toByteArray();
    }

    static int padded(int length) {
        return (length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    }

    /** Bytes of a value of a type with a fixed width. */
    static int width(String type) {
        return switch (type) {
            case "byte" -> Byte.BYTES;
            case "short" -> Short.BYTES;
            case "integer", "float", "date" -> Integer.BYTES;
            default -> Long.BYTES;
        };
    }

    void addColumn(JsonNode type, List<JsonNode> cells) {
        long nulls = cells.stream().filter(JsonNode::isNull).count();
        nodes.add(new Node(cells.size(), (int) nulls));
        if (type.asText().equals("void")) {
            return;
        }
        addBits(cells.stream().map(cell -> !cell.isNull()).toList());
        switch (type.path("type").asText()) {
            case "struct" -> addStruct(type.path("fields"), cells);
            case "array" -> addList(type.path("elementType"), cells);
            case "map" -> addMap(type, cells);
            default -> addScalars(type.asText(), cells);
        }
    }

    private void addStruct(JsonNode fields, List<JsonNode> cells) {
        for (int i = 0; i < fields.size(); i++) {
            int field = i;
            addColumn(
                    fields.path(i).path("type"),
                    cells.stream()
                            .map(cell -> cell.isNull() ? NullNode.getInstance() : cell.path(field))
                            .toList());
        }
    }

    private void addList(JsonNode elementType, List<JsonNode> cells) {
        addColumn(elementType, elements(cells));
    }

    private void addMap(JsonNode type, List<JsonNode> cells) {
        List<JsonNode> pairs = elements(cells);
        nodes.add(new Node(pairs.size(), 0));
        addBits(pairs.stream().map(pair -> true).toList());
        addColumn(type.path("keyType"), pairs.stream().map(pair -> pair.path(0)).toList());
        addColumn(
                type.path("valueType"), pairs.stream().map(pair -> pair.path(1)).toList());
    }

    /** Returns the elements of all lists and writes where each list ends. */
    private List<JsonNode> elements(List<JsonNode> lists) {
        List<JsonNode> elements = new ArrayList<>();
        ByteBuffer offsets = allocate((lists.size() + 1) * Integer.BYTES).putInt(0);
        for (JsonNode list : lists) {
            list.forEach(elements::add);
            offsets.putInt(elements.size());
        }
        addBuffer(offsets);
        return elements;
    }

    private void addScalars(String type, List<JsonNode> cells) {
        switch (type) {
            case "boolean" -> addBits(cells.stream().map(JsonNode::asBoolean).toList());
            case "byte", "short", "integer", "long", "float", "double", "date", "timestamp", "timestamp_ntz" ->
                addFixed(type, cells);
            case "binary" ->
                addStrings(cells.stream()
                        .map(cell -> cell.isNull()
                                ? new byte[0]
                                : Base64.getDecoder().decode(cell.asText()))
                        .toList());
            default -> {
                if (type.startsWith("decimal(")) {
                    addDecimals(type, cells);
                } else {
                    addStrings(cells.stream().map(ArrowBody::text).toList());
                }
            }
        }
    }

    private static byte[] text(JsonNode cell) {
        String text = cell.isNull() ? "" : cell.isValueNode() ? cell.asText() : cell.toString();
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private void addFixed(String type, List<JsonNode> cells) {
        ByteBuffer values = allocate(cells.size() * width(type));
        for (JsonNode cell : cells) {
            switch (type) {
                case "byte" -> values.put((byte) cell.asInt());
                case "short" -> values.putShort((short) cell.asInt());
                case "integer" -> values.putInt(cell.asInt());
                case "float" -> values.putFloat(cell.isNull() ? 0 : Float.parseFloat(cell.asText()));
                case "double" -> values.putDouble(cell.isNull() ? 0 : Double.parseDouble(cell.asText()));
                case "date" ->
                    values.putInt(
                            cell.isNull()
                                    ? 0
                                    : (int) LocalDate.parse(cell.asText()).toEpochDay());
                case "long" -> values.putLong(cell.asLong());
                default -> values.putLong(cell.isNull() ? 0 : EpochMicros.parse(type, cell.asText()));
            }
        }
        addBuffer(values);
    }

    private void addDecimals(String type, List<JsonNode> cells) {
        int scale = Integer.parseInt(
                type.substring(type.indexOf(',') + 1, type.length() - 1).strip());
        ByteBuffer values = allocate(cells.size() * DECIMAL_BYTES);
        for (JsonNode cell : cells) {
            BigInteger digits = cell.isNull()
                    ? BigInteger.ZERO
                    : new BigDecimal(cell.asText()).setScale(scale).unscaledValue();
            values.putLong(digits.longValue());
            values.putLong(digits.shiftRight(Long.SIZE).longValue());
        }
        addBuffer(values);
    }

    private void addStrings(List<byte[]> texts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        ByteBuffer offsets = allocate((texts.size() + 1) * Integer.BYTES).putInt(0);
        for (byte[] text : texts) {
            all.writeBytes(text);
            offsets.putInt(all.size());
        }
        addBuffer(offsets);
        addBuffer(all.toByteArray());
    }

    private void addBits(List<Boolean> truths) {
        byte[] bits = new byte[(truths.size() + 7) / 8];
        for (int i = 0; i < truths.size(); i++) {
            if (truths.get(i)) {
                bits[i / 8] |= (byte) (1 << (i % 8));
            }
        }
        addBuffer(bits);
    }

    private static ByteBuffer allocate(int length) {
        return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    }

    private void addBuffer(ByteBuffer filled) {
        byte[] bytes = new byte[filled.position()];
        filled.flip().get(bytes);
        addBuffer(bytes);
    }

    private void addBuffer(byte[] bytes) {
        buffers.add(new Piece(out.size(), bytes.length));
        out.writeBytes(bytes);
        out.writeBytes(new byte[padded(bytes.length) - bytes.length]);
    }
}
