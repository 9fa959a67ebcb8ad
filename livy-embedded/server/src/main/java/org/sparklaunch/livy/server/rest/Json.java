package org.sparklaunch.livy.server.rest;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.javalin.http.Context;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** Reads and writes JSON bodies in Livy's dialect. */
final class Json {
    static final String CONTENT_TYPE = "application/json;charset=utf-8";

    /** The limit of code in a request; a driver's frame holds more. */
    static final int BODY_LIMIT_BYTES = 16 * 1024 * 1024;

    private static final String BODY = Json.class.getName() + ".body";

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            // A null inside a list or a map means nothing to Spark; Livy fails on it.
            .defaultSetterInfo(JsonSetter.Value.forContentNulls(Nulls.FAIL))
            .build();

    private Json() {}

    static void write(Context ctx, int status, Object body) {
        written(ctx, status, bytes(body));
    }

    /** Responds with bytes made by {@link #bytes}. */
    static void written(Context ctx, int status, byte[] body) {
        ctx.status(status).contentType(CONTENT_TYPE).result(body);
    }

    /** Returns a value as JSON in UTF-8. */
    static byte[] bytes(Object value) {
        try {
            return MAPPER.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot write " + value.getClass().getSimpleName(), e);
        }
    }

    /**
     * Writes an object around a list that may exceed the memory: each entry is made when the one before has been sent.
     */
    static void stream(Context ctx, String before, Stream<Object> entries, String after) {
        try {
            ctx.status(200).contentType(CONTENT_TYPE);
            OutputStream out = ctx.outputStream();
            out.write(before.getBytes(StandardCharsets.UTF_8));
            String separator = "";
            for (Object entry : (Iterable<Object>) entries::iterator) {
                out.write(separator.getBytes(StandardCharsets.UTF_8));
                out.write(MAPPER.writeValueAsBytes(entry));
                separator = ",";
            }
            out.write(after.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("a reader went away", e);
        }
    }

    /** Responds with an empty success. */
    static void empty(Context ctx, int status) {
        ctx.status(status).contentType(CONTENT_TYPE).result("");
    }

    /** Returns a value as JSON. */
    static String text(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot write " + value.getClass().getSimpleName(), e);
        }
    }

    static void message(Context ctx, int status, String text) {
        write(ctx, status, Map.of("msg", text));
    }

    /**
     * Reads the body as JSON whatever its content type, as Livy does. It reads a form as well, which Livy cannot.
     * Jackson's messages reach the client: some search for its {@code Unrecognized field}.
     */
    static <T> T read(Context ctx, Class<T> type) {
        try {
            T value = MAPPER.readValue(bytes(ctx), type);
            if (value == null) {
                throw LivyError.bare(400, "No content to map due to null body");
            }
            return value;
        } catch (JsonProcessingException e) {
            throw LivyError.bare(400, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw LivyError.bare(400, "the body cannot be read: " + e.getMessage());
        }
    }

    /** Keeps the body of a request, as it was sent, for {@link #bytes(Context)}. */
    static void received(Context ctx, byte[] body) {
        ctx.attribute(BODY, body);
    }

    /**
     * Returns the body of a request, of no bytes when it has none.
     *
     * @throws LivyError with status 413 when it is larger than the limit
     */
    static byte[] bytes(Context ctx) throws IOException {
        byte[] body = ctx.attribute(BODY);
        if (body == null) {
            return new byte[0];
        }
        // The Java client sends "Content-Encoding: UTF-8": every encoding but gzip is ignored.
        return "gzip".equalsIgnoreCase(ctx.header("Content-Encoding")) ? unpacked(body) : body;
    }

    private static byte[] unpacked(byte[] packed) throws IOException {
        byte[] body = new GZIPInputStream(new ByteArrayInputStream(packed)).readNBytes(BODY_LIMIT_BYTES + 1);
        if (body.length > BODY_LIMIT_BYTES) {
            throw LivyError.object(413, "the body is larger than " + BODY_LIMIT_BYTES + " bytes");
        }
        return body;
    }
}
