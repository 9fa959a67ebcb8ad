package org.sparklaunch.querytracker.format;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sparklaunch.querytracker.error.QueryError;
import org.sparklaunch.querytracker.error.QueryException;
import org.sparklaunch.querytracker.yson.YsonException;
import org.sparklaunch.querytracker.yson.YsonKeys;
import org.sparklaunch.querytracker.yson.YsonReader;

/** The formats of parameters. */
public enum InputFormat {
    JSON,
    /** The JSON of YTsaurus: each byte of a string is one character. */
    BYTEWISE_JSON,
    YSON;

    /** The attribute of plain JSON. Libraries for YSON write names in quotes, and may write spaces. */
    private static final Pattern PLAIN = Pattern.compile("encode_utf8\"?\\s*=\\s*\"?%?false");

    /** Decimals keep every digit: some of them are arguments of queries. A name that is given twice is refused. */
    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    /** Returns the format of a content type or of a name such as {@code <format=text>yson}; JSON by default. */
    public static InputFormat of(@Nullable String name) {
        return name != null && name.contains("yson") ? YSON : JSON;
    }

    /** Returns the format that a client of YTsaurus names, such as {@code <encode_utf8=%false>json}. */
    public static InputFormat named(String name) {
        if (name.contains("yson")) {
            return YSON;
        }
        return PLAIN.matcher(name).find() ? JSON : BYTEWISE_JSON;
    }

    /** Returns a value without its own attributes; those of its parts stay. */
    public static JsonNode plain(JsonNode value) {
        return YsonKeys.plain(value);
    }

    /** Returns a copy without attributes, which have no meaning for most parameters. */
    public static JsonNode withoutAttributes(JsonNode value) {
        return YsonKeys.withoutAttributes(value);
    }

    /** Reads one value. Errors name the place where it was found. */
    public JsonNode read(String where, byte[] bytes) {
        if (this == YSON) {
            return yson(where, bytes);
        }
        JsonNode json = json(where, new String(bytes, StandardCharsets.UTF_8));
        return this == BYTEWISE_JSON ? ByteStrings.decode(json) : json;
    }

    /** Reads a string whose characters are bytes, as those of a header are. */
    public JsonNode read(String where, String text) {
        boolean latin = text.chars().allMatch(c -> c < 0x100);
        return this == YSON && latin
                ? yson(where, text.getBytes(StandardCharsets.ISO_8859_1))
                : read(where, text.getBytes(StandardCharsets.UTF_8));
    }

    private static JsonNode yson(String where, byte[] bytes) {
        try {
            return YsonReader.read(bytes);
        } catch (YsonException e) {
            throw refuse(where + " is " + e.getMessage());
        }
    }

    private static JsonNode json(String where, String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw refuse(where + " is not JSON: " + e.getOriginalMessage().replaceAll("\\s+", " ") + position(e));
        } catch (NumberFormatException e) {
            // Of an exponent that no decimal can have.
            throw refuse(where + " is not JSON: " + e.getMessage());
        }
    }

    /** Errors about limits have no position. */
    private static String position(JsonProcessingException e) {
        JsonLocation location = e.getLocation();
        return location == null ? "" : " (line " + location.getLineNr() + ", column " + location.getColumnNr() + ")";
    }

    private static QueryException refuse(String message) {
        return new QueryException(QueryError.GENERIC, message);
    }
}
