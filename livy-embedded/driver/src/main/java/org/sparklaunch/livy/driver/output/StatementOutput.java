package org.sparklaunch.livy.driver.output;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sparklaunch.livy.driver.row.JsonText;

/** The result of a statement: Livy's output object before it is JSON. */
public sealed interface StatementOutput {

    /** The mime type of printed text. */
    String TEXT = "text/plain";

    /** The mime type of a JSON value. */
    String JSON = "application/json";

    /**
     * The code ran.
     *
     * @param data mime type to value, each value already JSON text: a quoted string for text and base64 images, any
     *     value for {@link #JSON}
     */
    record Success(Map<String, String> data) implements StatementOutput {

        /** Copies the map, in its order. */
        public Success {
            data = Collections.unmodifiableMap(new LinkedHashMap<>(data));
        }
    }

    /**
     * The code failed, or was stopped.
     *
     * @param name kind of failure, an exception class in Python and mostly {@code Error} elsewhere
     * @param message what went wrong, the error value of Livy
     * @param traceback lines as the language prints them, with their newlines where it prints some
     */
    record Failure(String name, String message, List<String> traceback) implements StatementOutput {

        /** Copies the lines. */
        public Failure {
            traceback = List.copyOf(traceback);
        }

        /** Returns the same with the Java stack frames of its message moved into an empty traceback. */
        public Failure withoutFrames() {
            StackFrames split = StackFrames.split(message);
            return new Failure(name, split.message(), traceback.isEmpty() ? split.frames() : traceback);
        }
    }

    /** Printed text, possibly empty. */
    static StatementOutput text(String text) {
        return new Success(Map.of(TEXT, JsonText.quote(text)));
    }

    /** One JSON value, given as JSON text. */
    static StatementOutput json(String json) {
        return new Success(Map.of(JSON, json));
    }

    /** An error without more to say than its message. */
    static Failure failure(String name, String message) {
        return new Failure(name, message, List.of());
    }

    /** Livy's output object, e.g. {@code {"status":"ok","execution_count":0,"data":{"text/plain":"2\n"}}}. */
    default String toJson(int executionCount) {
        return OutputJson.render(this, executionCount);
    }
}
