package org.sparklaunch.querytracker.cli;

import org.sparklaunch.querytracker.output.RowFormat;
import org.sparklaunch.querytracker.output.RowPrinter.Layout;
import picocli.CommandLine.Option;

/** Options for printing rows on standard output. */
final class FormatOptions {
    @Option(names = "--format", defaultValue = "table", description = "${COMPLETION-CANDIDATES} (${DEFAULT-VALUE}).")
    private RowFormat format = RowFormat.TABLE;

    @Option(names = "--wide", description = "Print the cells of tables whole, even beyond the width of the terminal.")
    private boolean wide;

    RowFormat format() {
        return format;
    }

    Layout layout() {
        return Layout.standard(wide);
    }
}
