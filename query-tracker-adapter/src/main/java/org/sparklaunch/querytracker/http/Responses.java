package org.sparklaunch.querytracker.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import org.sparklaunch.querytracker.query.QueryError;

/** Writes answers in the form that was asked for, errors in JSON and in the form of YTsaurus: in the body and in a header. */
final class Responses {
    private static final JsonMapper HEADERS =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();
    /** The server's limit of all headers together is 8 KiB. */
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
            throw Parameters.refuse("The output formats csv and arrow are for rows; this answer can be json or yson");
        }
        ctx.contentType(format.contentType()).result(format.write(body));
    }

    static void error(Context ctx, int status, QueryError error) {
        ObjectNode body = error(error);
        String line = escaped(body);
        if (line.length() > LONGEST_HEADER) {
            line = escaped(object().put("code", error.code()).put("message", cut(error.message())));
        }
        // YTsaurus' clients look at the code first, and take the error from the header then.
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

    /** On one line and in ASCII, as a header carries it. */
    private static String escaped(ObjectNode body) {
        try {
            return HEADERS.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree always becomes JSON", e);
        }
    }
}
