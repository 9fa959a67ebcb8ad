package org.sparklaunch.querytracker.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.javalin.http.Context;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sparklaunch.querytracker.format.DataFormat;
import org.sparklaunch.querytracker.format.InputFormat;

/**
 * Chooses the format of a response: by the parameter {@code output_format}, the header {@code X-YT-Output-Format},
 * the header {@code Accept}, or else JSON.
 */
final class FormatChoice {
    private static final String HEADER = "X-YT-Output-Format";
    private static final Map<String, DataFormat> BY_TYPE = Map.of(
            "application/x-yt-yson-binary", DataFormat.YSON_BINARY,
            "application/x-yt-yson-text", DataFormat.YSON_TEXT,
            "application/x-yt-yson-pretty", DataFormat.YSON_PRETTY,
            "text/csv", DataFormat.CSV,
            "application/vnd.apache.arrow.stream", DataFormat.ARROW);

    private FormatChoice() {}

    static DataFormat of(Context ctx, Parameters parameters) {
        JsonNode asked = asked(ctx, parameters);
        return asked == null
                ? accepted(ctx.header("Accept"))
                : named(asked, parameters.isNative() || parameters.node("output_format") == null);
    }

    private static @Nullable JsonNode asked(Context ctx, Parameters parameters) {
        JsonNode asked = parameters.node("output_format");
        String header = ctx.header(HEADER);
        if (asked == null) {
            return header == null ? null : InputFormat.YSON.read(HEADER, header);
        }
        return asked.isTextual() ? InputFormat.YSON.read("output format", asked.asText()) : asked;
    }

    /** Returns the attributes of the format; missing when none was named. */
    static JsonNode attributes(Context ctx, Parameters parameters) {
        JsonNode asked = asked(ctx, parameters);
        return asked == null ? MissingNode.getInstance() : asked.path("$attributes");
    }

    private static DataFormat accepted(@Nullable String accept) {
        if (accept != null) {
            for (String type : accept.split(",", -1)) {
                DataFormat format = BY_TYPE.get(type.replaceAll(";.*", "").strip());
                if (format != null) {
                    return format;
                }
            }
        }
        return DataFormat.JSON;
    }

    /** Parses a name, alone or with attributes: {@code <format=text>yson}. */
    private static DataFormat named(JsonNode asked, boolean nativeClient) {
        JsonNode attributes = asked.path("$attributes");
        String name = (asked.has("$value") ? asked.path("$value") : asked).asText();
        return switch (name) {
            case "json" ->
                attributes.path("encode_utf8").asBoolean(nativeClient) ? DataFormat.BYTEWISE_JSON : DataFormat.JSON;
            case "yson" -> yson(attributes.path("format").asText("binary"));
            case "csv" -> DataFormat.CSV;
            case "dsv" -> DataFormat.DSV;
            case "schemaful_dsv" -> DataFormat.SCHEMAFUL_DSV;
            case "arrow" -> DataFormat.ARROW;
            default ->
                throw Parameters.refuse("unknown output format '" + name + "'; known are json, yson (with the attribute"
                        + " format: binary, text, pretty), csv, dsv, schemaful_dsv, arrow");
        };
    }

    private static DataFormat yson(String style) {
        return switch (style) {
            case "binary" -> DataFormat.YSON_BINARY;
            case "text" -> DataFormat.YSON_TEXT;
            case "pretty" -> DataFormat.YSON_PRETTY;
            default ->
                throw Parameters.refuse("unknown format of yson '" + style + "'; known are binary, text, pretty");
        };
    }
}
