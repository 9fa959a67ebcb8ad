package org.sparklaunch.querytracker.output;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** Prints one line for each cell, whole. */
final class VerticalPrinter implements RowPrinter {
    private final PrintWriter out;
    private final List<String> names = new ArrayList<>();
    private int width;
    private long number;

    VerticalPrinter(PrintWriter out) {
        this.out = out;
    }

    @Override
    public void begin(JsonNode schema) {
        schema.forEach(column -> names.add(TerminalText.onOneLine(CellText.name(column))));
        width = names.stream().mapToInt(TerminalText::width).max().orElse(0);
    }

    @Override
    public void row(JsonNode row) {
        out.println("-- row " + ++number);
        for (int i = 0; i < names.size(); i++) {
            String gap = " ".repeat(width - TerminalText.width(names.get(i)));
            String cell = TerminalText.escape(CellText.of(row.path(i)));
            out.println(names.get(i) + gap + " | " + cell.replace("\n", "\n" + " ".repeat(width) + " | "));
        }
    }

    @Override
    public void end(long rows, boolean truncated) {
        out.println(CellText.footer(rows, truncated));
    }
}
