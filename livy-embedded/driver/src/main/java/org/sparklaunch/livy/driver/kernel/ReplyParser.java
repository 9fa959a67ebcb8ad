package org.sparklaunch.livy.driver.kernel;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sparklaunch.livy.driver.output.PrintedOutput;
import org.sparklaunch.livy.driver.output.StatementOutput;

/** Reads a kernel's reply, see the package for its shape. */
final class ReplyParser {

    private static final JsonFactory FACTORY = new JsonFactory();

    private final Map<String, String> texts = new LinkedHashMap<>();
    private final Map<String, String> data = new LinkedHashMap<>();
    private final List<String> traceback = new ArrayList<>();

    private ReplyParser() {}

    /**
     * Returns the output in a reply.
     *
     * @throws IOException when the line is not a reply
     */
    static StatementOutput parse(String line) throws IOException {
        return read(line).output(line);
    }

    /**
     * Returns what a statement printed before it ended its kernel; empty for every other reply.
     *
     * @throws IOException when the line is not a reply
     */
    static Optional<String> printedAtEnd(String line) throws IOException {
        ReplyParser reply = read(line);
        return reply.texts.getOrDefault("status", "").equals("ended")
                ? Optional.of(reply.texts.getOrDefault("printed", ""))
                : Optional.empty();
    }

    private static ReplyParser read(String line) throws IOException {
        ReplyParser reply = new ReplyParser();
        try (JsonParser json = FACTORY.createParser(line)) {
            expect(json.nextToken(), JsonToken.START_OBJECT, line);
            for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
                reply.readField(name, json);
            }
        }
        return reply;
    }

    private void readField(String name, JsonParser json) throws IOException {
        JsonToken value = json.nextToken();
        if (value == JsonToken.START_OBJECT) {
            for (String mime = json.nextFieldName(); mime != null; mime = json.nextFieldName()) {
                data.put(mime, String.valueOf(json.nextTextValue()));
            }
        } else if (value == JsonToken.START_ARRAY) {
            for (String text = json.nextTextValue(); text != null; text = json.nextTextValue()) {
                traceback.add(text);
            }
        } else {
            texts.put(name, json.getText());
        }
    }

    private StatementOutput output(String line) throws IOException {
        String status = texts.getOrDefault("status", "");
        return switch (status) {
            case "ok" -> new StatementOutput.Success(data);
            case "error" ->
                PrintedOutput.addTo(
                        new StatementOutput.Failure(
                                        texts.getOrDefault("ename", "Error"),
                                        texts.getOrDefault("evalue", ""),
                                        traceback)
                                .withoutFrames(),
                        texts.getOrDefault("printed", ""));
            default -> throw new IOException("not a kernel's reply: " + start(line));
        };
    }

    private static void expect(JsonToken actual, JsonToken wanted, String line) throws IOException {
        if (actual != wanted) {
            throw new IOException("not a kernel's reply: " + start(line));
        }
    }

    private static String start(String line) {
        return line.substring(0, Math.min(line.length(), 200));
    }
}
