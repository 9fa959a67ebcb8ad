package org.sparklaunch.querytracker.arrow;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.flatbuffers.FlatBufferBuilder;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.flatbuf.Buffer;
import org.apache.arrow.flatbuf.Endianness;
import org.apache.arrow.flatbuf.FieldNode;
import org.apache.arrow.flatbuf.Message;
import org.apache.arrow.flatbuf.MessageHeader;
import org.apache.arrow.flatbuf.MetadataVersion;
import org.apache.arrow.flatbuf.RecordBatch;
import org.apache.arrow.flatbuf.Schema;

/** Writes Arrow's streaming format: a schema, batches of rows, and the end. */
public final class ArrowStream {
    private static final int CONTINUATION = -1;

    private final List<JsonNode> schema;
    private final OutputStream out;

    private ArrowStream(List<JsonNode> schema, OutputStream out) {
        this.schema = schema;
        this.out = out;
    }

    /**
     * Writes the schema.
     *
     * @param schema columns as {@code {name, nullable, type}} with Spark's types
     */
    public static ArrowStream begin(List<JsonNode> schema, OutputStream out) throws IOException {
        ArrowStream stream = new ArrowStream(schema, out);
        stream.writeSchema();
        return stream;
    }

    /** Writes the end. The output stays open. */
    public void end() throws IOException {
        writeInteger(CONTINUATION);
        writeInteger(0);
    }

    private void writeSchema() throws IOException {
        FlatBufferBuilder builder = new FlatBufferBuilder();
        int[] fields = schema.stream()
                .mapToInt(column -> ArrowField.write(builder, column))
                .toArray();
        int header = Schema.createSchema(builder, Endianness.Little, Schema.createFieldsVector(builder, fields), 0, 0);
        writeMessage(builder, MessageHeader.Schema, header, 0);
    }

    /**
     * Writes rows.
     *
     * @param rows exact cells in the order of the schema
     * @throws IllegalArgumentException when a cell does not fit its column
     */
    public void batch(List<JsonNode> rows) throws IOException {
        ArrowBody body = new ArrowBody();
        for (int i = 0; i < schema.size(); i++) {
            List<JsonNode> cells = new ArrayList<>();
            for (JsonNode row : rows) {
                cells.add(row.path(i));
            }
            addColumn(body, schema.get(i), cells);
        }
        FlatBufferBuilder builder = new FlatBufferBuilder();
        int nodes = nodes(builder, body.nodes());
        int buffers = buffers(builder, body.buffers());
        int header = RecordBatch.createRecordBatch(builder, rows.size(), nodes, buffers, 0, 0);
        byte[] bytes = body.bytes();
        writeMessage(builder, MessageHeader.RecordBatch, header, bytes.length);
        out.write(bytes);
    }

    private static void addColumn(ArrowBody body, JsonNode column, List<JsonNode> cells) {
        try {
            body.addColumn(column.path("type"), cells);
        } catch (DateTimeException | ArithmeticException | IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "a value of column '" + column.path("name").asText() + "' does not fit its type "
                            + column.path("type") + ": " + e.getMessage(),
                    e);
        }
    }

    /** FlatBuffers grow from their end, so that vectors are written backwards. */
    private static int nodes(FlatBufferBuilder builder, List<ArrowBody.Node> nodes) {
        RecordBatch.startNodesVector(builder, nodes.size());
        for (int i = nodes.size() - 1; i >= 0; i--) {
            FieldNode.createFieldNode(
                    builder, nodes.get(i).length(), nodes.get(i).nulls());
        }
        return builder.endVector();
    }

    private static int buffers(FlatBufferBuilder builder, List<ArrowBody.Piece> buffers) {
        RecordBatch.startBuffersVector(builder, buffers.size());
        for (int i = buffers.size() - 1; i >= 0; i--) {
            Buffer.createBuffer(builder, buffers.get(i).offset(), buffers.get(i).length());
        }
        return builder.endVector();
    }

    private void writeMessage(FlatBufferBuilder builder, byte type, int header, long bodyLength) throws IOException {
        builder.finish(Message.createMessage(builder, MetadataVersion.V5, type, header, bodyLength, 0));
        byte[] metadata = builder.sizedByteArray();
        int padded = ArrowBody.padded(metadata.length);
        writeInteger(CONTINUATION);
        writeInteger(padded);
        out.write(metadata);
        out.write(new byte[padded - metadata.length]);
    }

    private void writeInteger(int value) throws IOException {
        out.write(ByteBuffer.allocate(Integer.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(value)
                .array());
    }
}
