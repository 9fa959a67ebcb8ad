package org.sparklaunch.livy.driver.interpreter;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;

/** Makes JSON text with the streaming writer that every Spark line ships; nothing of it is bound to a version. */
public final class JsonText {

    private static final JsonFactory FACTORY = new JsonFactory();

    /** What writes one JSON value. */
    @FunctionalInterface
    public interface Content {
        void write(JsonGenerator json) throws IOException;
    }

    private JsonText() {}

    /** The text of a value. */
    public static String of(Content content) {
        StringWriter text = new StringWriter();
        try {
            write(text, content);
        } catch (IOException e) {
            throw new UncheckedIOException("a string cannot fail to be written", e);
        }
        return text.toString();
    }

    /**
     * Writes a value to a stream of its own kind, e.g. one that bounds what is kept.
     *
     * @throws IOException as the target throws it
     */
    public static void write(Writer target, Content content) throws IOException {
        try (JsonGenerator json = FACTORY.createGenerator(target)) {
            content.write(json);
        }
    }

    /**
     * Writes any number of values, each on a line of its own.
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

    /** A JSON string with its quotes. */
    public static String quote(String text) {
        return of(json -> json.writeString(text));
    }
}
