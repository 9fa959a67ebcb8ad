package org.sparklaunch.querytracker.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import org.sparklaunch.querytracker.error.QueryError;
import org.sparklaunch.querytracker.format.DataFormat;

/** Writes responses in the requested format, and errors as YTsaurus does: in JSON in the body, and in headers. */
final class Responses {
    private static final JsonMapper HEADERS =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();
    /** All headers together may have 8 KiB. */
    private static final int LONGEST_HEADER = 4_096;

    private static final int LONGEST_MESSAGE = 500;

    private Responses() {}

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    static void write(Context ctx, JsonNode body) {
        write(ctx, body, DataFormat.JSON);
    }

    static void write(Context ctx, JsonNode body, DataFormat format) {
        if (!format.isStructured()) {
            throw Parameters.refuse(
                    "the output formats csv, dsv, schemaful_dsv and arrow are for rows; this response can be json or yson");
        }
        ctx.contentType(format.contentType()).result(format.write(body));
    }

    static void error(Context ctx, int status, QueryError error) {
        ObjectNode body = error(error);
        String line = escaped(body);
        if (line.length() > LONGEST_HEADER) {
            line = escaped(object().put("code", error.code()).put("message", cut(error.message())));
        }
        // Clients of YTsaurus check the code first and then read the error from the header.
        ctx.status(status).header("X-YT-Response-Code", Integer.toString(error.code()));
        ctx.header("X-YT-Response-Message", cut(error.message()).replaceAll("[^\\x20-\\x7e]+", " "));
        ctx.header("X-YT-Error", line);
        write(ctx, body);
    }

    static ObjectNode error(QueryError error) {
        ObjectNode node = object().put("code", error.code()).put("message", error.message());
        ObjectNode attributes = node.putObject("attributes");
        error.attributes().forEach(attributes::put);
        var inner = node.putArray("inner_errors");
        error.inner().forEach(e -> inner.add(error(e)));
        return node;
    }

    private static String cut(String message) {
        return message.length() > LONGEST_MESSAGE ? message.substring(0, LONGEST_MESSAGE) + " …" : message;
    }

    /** Writes on one line in ASCII, as headers need it. */
    private static String escaped(ObjectNode body) {
        try {
            return HEADERS.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a JSON tree cannot be written", e);
        }
    }
}
