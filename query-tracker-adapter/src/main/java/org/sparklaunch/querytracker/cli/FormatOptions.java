package org.sparklaunch.querytracker.cli;

import java.util.List;
import org.sparklaunch.querytracker.output.RowFormat;
import org.sparklaunch.querytracker.output.RowPrinter.Layout;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Options for printing rows on standard output. */
final class FormatOptions {
    @Option(names = "--format", defaultValue = "table", description = "${COMPLETION-CANDIDATES} (${DEFAULT-VALUE}).")
    private RowFormat format = RowFormat.TABLE;

    @Option(names = "--wide", description = "Print the cells of tables whole, even beyond the width of the terminal.")
    private boolean wide;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    /**
     * Refuses these options beside one that decides on the format itself.
     *
     * @param written the format that the other option writes, which may be named
     */
    void refuseBeside(String other, String written) {
        for (String own : List.of("--format", "--wide")) {
            boolean same = own.equals("--format") && format.name().equalsIgnoreCase(written);
            if (!same && spec.commandLine().getParseResult().hasMatchedOption(own)) {
                throw new ParameterException(spec.commandLine(), own + " has no effect on " + other + "; leave it out");
            }
        }
    }

    RowFormat format() {
        return format;
    }

    Layout layout() {
        return Layout.standard(wide);
    }
}
