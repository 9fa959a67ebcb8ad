package org.sparklaunch.livy.driver.row;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;

/** Writes JSON with the streaming writer that every Spark line ships. */
public final class JsonText {

    private static final JsonFactory FACTORY = new JsonFactory();

    /** Writes one JSON value. */
    @FunctionalInterface
    public interface Content {
        void write(JsonGenerator json) throws IOException;
    }

    private JsonText() {}

    /** Returns the JSON text of a value. */
    public static String of(Content content) {
        StringWriter text = new StringWriter();
        try {
            write(text, content);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write JSON to memory", e);
        }
        return text.toString();
    }

    /**
     * Writes a value to any writer, such as one with a limit.
     *
     * @throws IOException as the target throws it
     */
    public static void write(Writer target, Content content) throws IOException {
        try (JsonGenerator json = FACTORY.createGenerator(target)) {
            content.write(json);
        }
    }

    /**
     * Writes values, each on a line of its own.
     *
     * @throws IOException as the target throws it
     */
    public static void writeLines(Writer target, Content content) throws IOException {
        try (JsonGenerator json = FACTORY.createGenerator(target)) {
            json.setPrettyPrinter(new MinimalPrettyPrinter("\n"));
            content.write(json);
            json.writeRaw('\n');
        }
    }

    /** Returns a JSON string with its quotes. */
    public static String quote(String text) {
        return of(json -> json.writeString(text));
    }
}
