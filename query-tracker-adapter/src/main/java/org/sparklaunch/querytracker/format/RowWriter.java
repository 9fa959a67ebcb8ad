package org.sparklaunch.querytracker.format;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.sparklaunch.querytracker.arrow.ArrowStream;

/** Writes rows in one format while they are read. The output stays open. */
sealed interface RowWriter permits DsvWriter, RowWriter.Csv, RowWriter.Maps, RowWriter.Arrow, RowWriter.Whole {
    /** Begins with what comes before the rows. */
    void begin() throws IOException;

    /** Writes a stored row. */
    void write(JsonNode row) throws IOException;

    /** Ends with what comes after the rows. */
    void end() throws IOException;

    /** RFC 4180 with a header. Null is an empty field, an empty string a pair of quotes, nested values are JSON. */
    record Csv(Columns columns, OutputStream out) implements RowWriter {
        private static final Cells CELLS = new PlainCells();

        @Override
        public void begin() throws IOException {
            line(columns.names().stream().map(Csv::quote).toList());
        }

        @Override
        public void write(JsonNode row) throws IOException {
            List<String> fields = new ArrayList<>(columns.size());
            for (int i = 0; i < columns.size(); i++) {
                fields.add(field(columns.cell(CELLS, row, i)));
            }
            line(fields);
        }

        private void line(List<String> fields) throws IOException {
            out.write((String.join(",", fields) + "\r\n").getBytes(StandardCharsets.UTF_8));
        }

        private static String field(JsonNode cell) {
            if (cell.isNull()) {
                return "";
            }
            return quote(cell.isValueNode() ? cell.asText() : cell.toString());
        }

        private static String quote(String text) {
            boolean plain =
                    !text.isEmpty() && text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
            return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
        }

        @Override
        public void end() {}
    }

    /** A map for each row, in JSON or YSON. */
    record Maps(Columns columns, DataFormat format, OutputStream out) implements RowWriter {
        private static final Cells PLAIN = new PlainCells();
        private static final Cells NATIVE = new NativeCells();

        @Override
        public void begin() {}

        @Override
        public void write(JsonNode row) throws IOException {
            Cells cells = format == DataFormat.JSON ? PLAIN : NATIVE;
            ObjectNode map = JsonNodeFactory.instance.objectNode();
            for (int i = 0; i < columns.size(); i++) {
                map.set(cells.key(columns.names().get(i)), columns.cell(cells, row, i));
            }
            out.write(format.writeRow(map));
        }

        @Override
        public void end() {}
    }

    /** Arrow's streaming format, in batches. */
    final class Arrow implements RowWriter {
        private static final int BATCH = 1_000;

        /** Cells can have any size, and a batch is in memory. */
        private static final long BATCH_CHARACTERS = 1 << 20;

        private final Columns columns;
        private final ArrowStream stream;
        private final List<JsonNode> batch = new ArrayList<>();
        private long characters;

        Arrow(Columns columns, OutputStream out) throws IOException {
            this.columns = columns;
            List<JsonNode> schema = new ArrayList<>();
            for (int i = 0; i < columns.size(); i++) {
                ObjectNode column = JsonNodeFactory.instance
                        .objectNode()
                        .put("name", columns.names().get(i))
                        .put(
                                "nullable",
                                !columns.schema().path(i).path("required").asBoolean());
                schema.add(column.set("type", columns.types().get(i)));
            }
            this.stream = ArrowStream.begin(schema, out);
        }

        @Override
        public void begin() {}

        @Override
        public void write(JsonNode row) throws IOException {
            ArrayNode picked = JsonNodeFactory.instance.arrayNode(columns.size());
            columns.indexes().forEach(index -> picked.add(row.path(index)));
            batch.add(picked);
            characters += characters(picked);
            if (batch.size() == BATCH || characters >= BATCH_CHARACTERS) {
                flush();
            }
        }

        private static long characters(JsonNode cell) {
            if (!cell.isContainerNode()) {
                return cell.isTextual() ? cell.textValue().length() : 1;
            }
            long sum = 1;
            for (JsonNode part : cell) {
                sum += characters(part);
            }
            return sum;
        }

        private void flush() throws IOException {
            stream.batch(batch);
            batch.clear();
            characters = 0;
        }

        @Override
        public void end() throws IOException {
            if (!batch.isEmpty()) {
                flush();
            }
            stream.end();
        }
    }

    /** One JSON object with the schema, the rows as arrays, and the size of the result, for people and scripts. */
    final class Whole implements RowWriter {
        private static final ObjectMapper MAPPER = new ObjectMapper();
        private static final Cells CELLS = new PlainCells();

        private final Columns columns;
        private final JsonGenerator json;
        private final long rowCount;
        private final boolean truncated;

        Whole(Columns columns, long rowCount, boolean truncated, OutputStream out) throws IOException {
            this.columns = columns;
            this.json = MAPPER.createGenerator(out).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
            this.rowCount = rowCount;
            this.truncated = truncated;
        }

        @Override
        public void begin() throws IOException {
            json.writeStartObject();
            json.writeFieldName("schema");
            MAPPER.writeTree(json, columns.schema());
            json.writeArrayFieldStart("rows");
        }

        @Override
        public void write(JsonNode row) throws IOException {
            json.writeStartArray();
            for (int i = 0; i < columns.size(); i++) {
                MAPPER.writeTree(json, columns.cell(CELLS, row, i));
            }
            json.writeEndArray();
        }

        @Override
        public void end() throws IOException {
            json.writeEndArray();
            json.writeNumberField("row_count", rowCount);
            json.writeBooleanField("is_truncated", truncated);
            json.writeEndObject();
            json.flush();
        }
    }
}
