package org.sparklaunch.querytracker.client;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.EOFException;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a result row by row, so that memory does not depend on its size. For one thread. */
public final class ResultStream implements AutoCloseable {
    private final JsonParser json;
    private JsonNode schema = TrackerClient.JSON.createArrayNode();
    private boolean truncated;
    private boolean ended;

    private ResultStream(JsonParser json) {
        this.json = json;
    }

    /** Requests a result and reads its schema. */
    public static ResultStream open(TrackerClient client, String queryId, int index) throws IOException {
        ResultStream stream = new ResultStream(TrackerClient.JSON.createParser(client.stream(
                "read_query_result", Map.of("query_id", queryId, "result_index", Integer.toString(index)))));
        stream.expect(stream.json.nextToken() == JsonToken.START_OBJECT);
        stream.readFields();
        return stream;
    }

    /** Reads fields up to the rows, or up to the end. */
    private void readFields() throws IOException {
        for (JsonToken token = json.nextToken(); token == JsonToken.FIELD_NAME; token = json.nextToken()) {
            String name = json.currentName();
            JsonToken value = json.nextToken();
            if (name.equals("rows")) {
                expect(value == JsonToken.START_ARRAY);
                return;
            }
            JsonNode node = json.readValueAsTree();
            if (name.equals("schema")) {
                schema = node;
            } else if (name.equals("is_truncated")) {
                truncated = node.asBoolean();
            }
        }
        expect(json.currentToken() == JsonToken.END_OBJECT);
        ended = true;
    }

    private void expect(boolean condition) throws IOException {
        if (!condition) {
            throw new EOFException(
                    "the response ended early at byte " + json.currentLocation().getByteOffset());
        }
    }

    /** Returns the columns. */
    public JsonNode schema() {
        return schema;
    }

    /** Returns the next row; null at the end. */
    public @Nullable JsonNode next() throws IOException {
        if (ended) {
            return null;
        }
        if (json.nextToken() == JsonToken.START_ARRAY) {
            return json.<ArrayNode>readValueAsTree();
        }
        expect(json.currentToken() == JsonToken.END_ARRAY);
        readFields();
        return null;
    }

    /** Whether the result had more rows. Known after the last row. */
    public boolean isTruncated() {
        return truncated;
    }

    @Override
    public void close() throws IOException {
        json.close();
    }
}
