package org.sparklaunch.querytracker.arrow;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.flatbuffers.FlatBufferBuilder;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
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

/** Writes Arrow's streaming format: a schema, one batch of rows and the end. */
public final class ArrowStream {
    private static final int CONTINUATION = -1;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private ArrowStream() {}

    /**
     * Returns a whole stream.
     *
     * @param schema columns as {@code {name, nullable, type}} with Spark's types
     * @param rows exact cells in the order of the schema
     */
    public static byte[] write(List<JsonNode> schema, List<JsonNode> rows) {
        ArrowStream stream = new ArrowStream();
        stream.schema(schema);
        stream.batch(schema, rows);
        stream.integer(CONTINUATION);
        stream.integer(0);
        return stream.out.toByteArray();
    }

    private void schema(List<JsonNode> schema) {
        FlatBufferBuilder builder = new FlatBufferBuilder();
        int[] fields = schema.stream()
                .mapToInt(column -> ArrowField.write(builder, column))
                .toArray();
        int header = Schema.createSchema(builder, Endianness.Little, Schema.createFieldsVector(builder, fields), 0, 0);
        message(builder, MessageHeader.Schema, header, 0);
    }

    private void batch(List<JsonNode> schema, List<JsonNode> rows) {
        ArrowBody body = new ArrowBody();
        for (int i = 0; i < schema.size(); i++) {
            List<JsonNode> cells = new ArrayList<>();
            for (JsonNode row : rows) {
                cells.add(row.path(i));
            }
            body.column(schema.get(i).path("type"), cells);
        }
        FlatBufferBuilder builder = new FlatBufferBuilder();
        int nodes = nodes(builder, body.nodes());
        int buffers = buffers(builder, body.buffers());
        int header = RecordBatch.createRecordBatch(builder, rows.size(), nodes, buffers, 0, 0);
        byte[] bytes = body.bytes();
        message(builder, MessageHeader.RecordBatch, header, bytes.length);
        out.writeBytes(bytes);
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

    private void message(FlatBufferBuilder builder, byte type, int header, long bodyLength) {
        builder.finish(Message.createMessage(builder, MetadataVersion.V5, type, header, bodyLength, 0));
        byte[] metadata = builder.sizedByteArray();
        int padded = ArrowBody.padded(metadata.length);
        integer(CONTINUATION);
        integer(padded);
        out.writeBytes(metadata);
        out.writeBytes(new byte[padded - metadata.length]);
    }

    private void integer(int value) {
        out.writeBytes(ByteBuffer.allocate(Integer.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(value)
                .array());
    }
}
