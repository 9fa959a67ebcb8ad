package org.sparklaunch.querytracker.format;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Arrays;
import java.util.List;
import org.sparklaunch.querytracker.yson.YsonStyle;
import org.sparklaunch.querytracker.yson.YsonWriter;

/** The formats of responses. */
public enum DataFormat {
    /** JSON in UTF-8; binary values are Base64. */
    JSON("application/json"),
    /** The JSON of YTsaurus: each byte of a string is one character. Its clients decode that. */
    BYTEWISE_JSON("application/json"),
    YSON_BINARY("application/x-yt-yson-binary"),
    YSON_TEXT("application/x-yt-yson-text"),
    YSON_PRETTY("application/x-yt-yson-pretty"),
    /** Rows only: RFC 4180 with a line of names. */
    CSV("text/csv; charset=utf-8"),
    /** Rows only: lines of {@code name=value}. */
    DSV("text/tab-separated-values"),
    /** Rows only: lines of values. */
    SCHEMAFUL_DSV("text/tab-separated-values"),
    /** Rows only: Arrow's streaming format. */
    ARROW("application/vnd.apache.arrow.stream");

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final String contentType;

    DataFormat(String contentType) {
        this.contentType = contentType;
    }

    public String contentType() {
        return contentType;
    }

    boolean isYson() {
        return this == YSON_BINARY || this == YSON_TEXT || this == YSON_PRETTY;
    }

    /** Whether responses other than tables can use it. */
    public boolean isStructured() {
        return isYson() || this == JSON || this == BYTEWISE_JSON;
    }

    /** Writes one value. */
    public byte[] write(JsonNode value) {
        return isYson() ? YsonWriter.write(value, style()) : json(value);
    }

    /** Writes a row of a table, a map, with its separator. */
    byte[] writeRow(JsonNode row) {
        if (isYson()) {
            return YsonWriter.writeFragment(List.of(row), style());
        }
        byte[] json = json(row);
        byte[] line = Arrays.copyOf(json, json.length + 1);
        line[json.length] = '\n';
        return line;
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
            throw new IllegalStateException("a JSON tree cannot be written", e);
        }
    }
}
