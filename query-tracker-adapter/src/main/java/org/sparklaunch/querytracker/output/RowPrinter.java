package org.sparklaunch.querytracker.output;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;

/** Prints the rows of a result as they arrive. */
public interface RowPrinter {
    /** Begins with the columns, {@code {name, type, …}} each. */
    void begin(JsonNode schema);

    /** Prints a row, an array in the order of the columns. */
    void row(JsonNode row);

    /**
     * Ends the result.
     *
     * @param rows number of printed rows
     * @param truncated whether the result had more
     */
    void end(long rows, boolean truncated);

    /** Returns a printer of a format that is made of rows; not for {@link RowFormat#YSON}. */
    static RowPrinter of(RowFormat format, PrintWriter out, Layout layout) {
        return switch (format) {
            case TABLE -> new TablePrinter(out, layout);
            case VERTICAL -> new VerticalPrinter(out);
            case CSV -> new CsvPrinter(out, layout.terminal());
            case JSON -> new JsonPrinter(out, layout.terminal());
            case YSON -> throw new IllegalArgumentException("the tracker writes YSON itself");
        };
    }

    /**
     * How rows are laid out.
     *
     * @param width columns of the terminal
     * @param wide whether cells of tables are shown whole
     * @param terminal whether control characters are to be escaped in formats for programs, too
     */
    record Layout(int width, boolean wide, boolean terminal) {
        /** For files and pipes. */
        public static final Layout FILE = new Layout(Integer.MAX_VALUE, false, false);

        /** For standard output. */
        public static Layout standard(boolean wide) {
            Terminal terminal = Terminal.output();
            return new Layout(terminal.width(), wide, terminal.isInteractive());
        }
    }
}
