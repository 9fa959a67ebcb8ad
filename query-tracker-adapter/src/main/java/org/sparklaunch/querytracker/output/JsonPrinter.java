package org.sparklaunch.querytracker.output;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** Prints an array with one object for each row, on lines of their own. */
final class JsonPrinter implements RowPrinter {
    private final PrintWriter out;
    private final boolean escape;
    private final List<String> names = new ArrayList<>();
    private String separator = "";

    JsonPrinter(PrintWriter out, boolean escape) {
        this.out = out;
        this.escape = escape;
    }

    @Override
    public void begin(JsonNode schema) {
        schema.forEach(column -> names.add(column.path("name").asText()));
        out.print("[");
    }

    @Override
    public void row(JsonNode row) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        for (int i = 0; i < names.size(); i++) {
            object.set(names.get(i), row.path(i));
        }
        String text = separator + object;
        // JSON escapes what comes before the space, but not the control characters after it.
        out.print(escape ? TerminalText.escape(text) : text);
        separator = ",\n";
    }

    @Override
    public void end(long rows, boolean truncated) {
        out.println("]");
    }
}
