package org.sparklaunch.livy.driver.scala;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.util.Map;
import org.apache.spark.rdd.RDD;
import org.json4s.DefaultFormats$;
import org.json4s.Formats;
import org.json4s.jackson.Serialization;
import org.jspecify.annotations.Nullable;
import org.sparklaunch.livy.driver.output.BoundedBuffer;
import org.sparklaunch.livy.driver.output.CauseChain;
import org.sparklaunch.livy.driver.output.OutputTooLargeException;
import org.sparklaunch.livy.driver.output.StatementOutput;
import org.sparklaunch.livy.driver.output.ThrowableOutput;

/**
 * Shows a Scala value as JSON or as a table. The JSON is json4s's, which Livy uses and Spark ships. Clients read the form
 * that it gives a row, {@code {"schema": […], "values": […]}}. Of an RDD the first elements are shown.
 */
final class MagicOutput {
    private static final String TABLE = "application/vnd.livy.table.v1+json";
    private static final int RDD_ELEMENTS = 10;

    private final Formats formats;
    private final int limit;

    /** Takes the most bytes of an output. */
    MagicOutput(int limit) {
        this.formats = DefaultFormats$.MODULE$.$plus(new CellSerializer());
        this.limit = limit;
    }

    static boolean isKnown(Magic magic) {
        return magic.command().equals("json") || magic.command().equals("table");
    }

    StatementOutput of(Magic magic, @Nullable Object value) {
        Object shown;
        try {
            shown = value instanceof RDD<?> rdd ? rdd.take(RDD_ELEMENTS) : value;
        } catch (Throwable e) {
            return ThrowableOutput.of(e);
        }
        try {
            String json = toJson(shown);
            return magic.command().equals("json")
                    ? StatementOutput.json(json)
                    : new StatementOutput.Success(Map.of(TABLE, MagicTable.of(json)));
        } catch (OutputTooLargeException e) {
            return e.toOutput("show fewer elements, or write them to a file or table");
        } catch (MagicTable.MixedTypesException e) {
            return StatementOutput.failure("TypeError", "table rows have different types");
        } catch (Exception | LinkageError | StackOverflowError e) {
            // json4s throws a checked exception that Scala does not declare.
            return StatementOutput.failure("ValueError", "Failed to convert value into a JSON value: " + reason(e));
        }
    }

    private static String reason(Throwable failure) {
        Throwable cause = failure;
        while (cause instanceof InvocationTargetException wrapper && wrapper.getCause() != null) {
            cause = wrapper.getCause();
        }
        return cause instanceof StackOverflowError
                ? "it contains itself or is nested too deeply"
                : CauseChain.describe(cause);
    }

    private String toJson(@Nullable Object value) throws IOException {
        BoundedBuffer json = new BoundedBuffer(limit);
        Serialization.write(value, json, formats);
        // json4s writes nothing at all for an absent value.
        return json.toString().isEmpty() ? "null" : json.toString();
    }
}
