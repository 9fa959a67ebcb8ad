package org.sparklaunch.querytracker.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import org.sparklaunch.querytracker.query.QueryError;

/** Writes answers as JSON, errors in the form of YTsaurus: in the body and in a header. */
final class Answers {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Answers() {}

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    static void write(Context ctx, JsonNode body) {
        ctx.contentType("application/json").result(bytes(body));
    }

    static void error(Context ctx, int status, QueryError error) {
        ObjectNode body = error(error);
        ObjectNode header = object().put("code", error.code());
        header.put("message", ascii(error.message()));
        ctx.status(status).header("X-YT-Error", new String(bytes(header), StandardCharsets.US_ASCII));
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

    /** A header carries one line of ASCII. */
    private static String ascii(String text) {
        return text.replaceAll("[^\\x20-\\x7e]+", " ");
    }

    private static byte[] bytes(JsonNode body) {
        try {
            return JSON.writeValueAsBytes(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree always becomes JSON", e);
        }
    }
}
