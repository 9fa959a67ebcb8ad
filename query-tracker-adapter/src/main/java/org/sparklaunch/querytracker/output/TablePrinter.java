package org.sparklaunch.querytracker.output;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Prints a table. The first rows decide the widths of the columns; later cells are cut to them. */
final class TablePrinter implements RowPrinter {
    private static final int SAMPLE = 1_000;
    private static final int WIDEST = 60;
    private static final int NARROWEST = 4;

    private final PrintWriter out;
    private final Layout layout;
    private final List<String> names = new ArrayList<>();
    private final List<Boolean> numbers = new ArrayList<>();
    private final List<List<String>> sample = new ArrayList<>();
    private int[] widths = {};
    private boolean begun;

    TablePrinter(PrintWriter out, Layout layout) {
        this.out = out;
        this.layout = layout;
    }

    @Override
    public void begin(JsonNode schema) {
        for (JsonNode column : schema) {
            names.add(shown(CellText.name(column)));
            numbers.add(column.path("type").asText().matches("u?int\\d+|float|double"));
        }
        widths = new int[names.size()];
    }

    @Override
    public void row(JsonNode row) {
        List<String> cells = new ArrayList<>();
        row.forEach(cell -> cells.add(shown(CellText.of(cell))));
        if (begun) {
            line(cells);
            return;
        }
        sample.add(cells);
        if (sample.size() == SAMPLE) {
            flush();
        }
    }

    @Override
    public void end(long rows, boolean truncated) {
        if (!begun) {
            flush();
        }
        out.println(CellText.footer(rows, truncated));
    }

    private String shown(String text) {
        String line = TerminalText.onOneLine(text);
        return layout.wide() ? line : TerminalText.cut(line, WIDEST);
    }

    private void flush() {
        begun = true;
        if (names.isEmpty()) {
            return;
        }
        measure(names);
        sample.forEach(this::measure);
        if (!layout.wide()) {
            fit();
        }
        line(names);
        line(Arrays.stream(widths).mapToObj("-"::repeat).toList());
        sample.forEach(this::line);
        sample.clear();
    }

    private void measure(List<String> cells) {
        for (int i = 0; i < widths.length; i++) {
            widths[i] = Math.max(widths[i], TerminalText.width(cells.get(i)));
        }
    }

    /** Takes from the widest column until the table fits, as long as that leaves something to read. */
    private void fit() {
        int room = layout.width() - 2 * Math.max(0, widths.length - 1);
        while (Arrays.stream(widths).sum() > room) {
            int widest = 0;
            for (int i = 1; i < widths.length; i++) {
                widest = widths[i] > widths[widest] ? i : widest;
            }
            if (widths[widest] <= NARROWEST) {
                return;
            }
            widths[widest]--;
        }
    }

    private void line(List<String> cells) {
        if (widths.length == 0) {
            return;
        }
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String cell = layout.wide() ? cells.get(i) : TerminalText.cut(cells.get(i), widths[i]);
            String gap = " ".repeat(Math.max(0, widths[i] - TerminalText.width(cell)));
            line.append(i == 0 ? "" : "  ").append(numbers.get(i) ? gap + cell : cell + gap);
        }
        out.println(line.toString().stripTrailing());
    }
}
