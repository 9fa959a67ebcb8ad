package org.sparklaunch.querytracker.output;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** Prints CSV as RFC 4180 has it, with {@code \n}. Null is an empty field, an empty string a pair of quotes. */
final class CsvPrinter implements RowPrinter {
    private final PrintWriter out;
    private final boolean escape;

    CsvPrinter(PrintWriter out, boolean escape) {
        this.out = out;
        this.escape = escape;
    }

    @Override
    public void begin(JsonNode schema) {
        List<String> names = new ArrayList<>();
        schema.forEach(column -> names.add(quote(column.path("name").asText())));
        line(names);
    }

    @Override
    public void row(JsonNode row) {
        List<String> cells = new ArrayList<>();
        row.forEach(cell -> cells.add(cell.isNull() ? "" : quote(CellText.plain(cell))));
        line(cells);
    }

    private void line(List<String> fields) {
        String line = String.join(",", fields);
        out.print((escape ? TerminalText.escape(line) : line) + "\n");
    }

    private static String quote(String text) {
        boolean plain = !text.isEmpty() && text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }

    @Override
    public void end(long rows, boolean truncated) {
        out.flush();
    }
}
