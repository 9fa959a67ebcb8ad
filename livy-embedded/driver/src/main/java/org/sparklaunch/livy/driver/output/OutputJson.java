package org.sparklaunch.livy.driver.output;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Map;
import org.sparklaunch.livy.driver.row.JsonText;

/** Writes outputs in Livy's shape and order of keys. */
final class OutputJson {

    private OutputJson() {}

    static String render(StatementOutput output, int executionCount) {
        return JsonText.of(json -> {
            json.writeStartObject();
            if (output instanceof StatementOutput.Success success) {
                writeHead(json, "ok", executionCount);
                writeData(json, success);
            } else if (output instanceof StatementOutput.Failure failure) {
                writeHead(json, "error", executionCount);
                writeError(json, failure);
            }
            json.writeEndObject();
        });
    }

    private static void writeHead(JsonGenerator json, String status, int executionCount) throws IOException {
        json.writeStringField("status", status);
        json.writeNumberField("execution_count", executionCount);
    }

    private static void writeData(JsonGenerator json, StatementOutput.Success success) throws IOException {
        json.writeObjectFieldStart("data");
        for (Map.Entry<String, String> value : success.data().entrySet()) {
            json.writeFieldName(value.getKey());
            json.writeRawValue(value.getValue());
        }
        json.writeEndObject();
    }

    private static void writeError(JsonGenerator json, StatementOutput.Failure failure) throws IOException {
        json.writeStringField("ename", failure.name());
        json.writeStringField("evalue", failure.message());
        json.writeArrayFieldStart("traceback");
        for (String line : failure.traceback()) {
            json.writeString(line);
        }
        json.writeEndArray();
    }
}
