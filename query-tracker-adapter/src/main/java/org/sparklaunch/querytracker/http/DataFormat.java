package org.sparklaunch.querytracker.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.util.List;
import org.sparklaunch.querytracker.yson.YsonStyle;
import org.sparklaunch.querytracker.yson.YsonWriter;

/** The forms in which answers are written. */
enum DataFormat {
    /** JSON in UTF-8; bytes that are no text are Base64. */
    JSON("application/json"),
    /** YTsaurus' JSON: each byte of a string is one character, so that any bytes can be told; its clients undo that. */
    BYTEWISE_JSON("application/json"),
    YSON_BINARY("application/x-yt-yson-binary"),
    YSON_TEXT("application/x-yt-yson-text"),
    YSON_PRETTY("application/x-yt-yson-pretty"),
    /** Rows only: RFC 4180 with a line of names. */
    CSV("text/csv; charset=utf-8"),
    /** Rows only: Arrow's streaming format. */
    ARROW("application/vnd.apache.arrow.stream");

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final String contentType;

    DataFormat(String contentType) {
        this.contentType = contentType;
    }

    String contentType() {
        return contentType;
    }

    boolean isYson() {
        return this == YSON_BINARY || this == YSON_TEXT || this == YSON_PRETTY;
    }

    /** Whether an answer that is no table can have it. */
    boolean isStructured() {
        return isYson() || this == JSON || this == BYTEWISE_JSON;
    }

    /** One value. */
    byte[] write(JsonNode value) {
        return isYson() ? YsonWriter.write(value, style()) : json(value);
    }

    /** The rows of a table, each a map, one after the other. */
    byte[] writeRows(List<JsonNode> rows) {
        if (isYson()) {
            return YsonWriter.writeFragment(rows, style());
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (JsonNode row : rows) {
            out.writeBytes(json(row));
            out.write('\n');
        }
        return out.toByteArray();
    }

    private YsonStyle style() {
        return switch (this) {
            case YSON_TEXT -> YsonStyle.TEXT;
            case YSON_PRETTY -> YsonStyle.PRETTY;
            default -> YsonStyle.BINARY;
        };
    }

    private byte[] json(JsonNode value) {
        try {
            return MAPPER.writeValueAsBytes(this == BYTEWISE_JSON ? ByteStrings.of(value) : value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree always becomes JSON", e);
        }
    }
}
