package org.sparklaunch.querytracker.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.sparklaunch.commands.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code query-tracker read-query-result}. */
@Command(name = "read-query-result", description = "Prints the rows of a completed query.")
public final class ReadQueryResultCommand implements Callable<Integer> {
    @Mixin
    private TrackerOptions tracker = new TrackerOptions();

    @Parameters(paramLabel = "QUERY_ID", description = "As start-query printed it.")
    private String id = "";

    @Option(
            names = "--result-index",
            defaultValue = "0",
            description = "Which, of a query with several statements (${DEFAULT-VALUE}).")
    private int index;

    @Option(names = "--format", defaultValue = "table", description = "${COMPLETION-CANDIDATES} (${DEFAULT-VALUE}).")
    private RowFormat format = RowFormat.TABLE;

    @Option(
            names = "--full",
            paramLabel = "FOLDER",
            description =
                    "Instead of printing rows, put the Parquet files of all rows there; the query must have had the"
                            + " setting full_result=true.")
    private @Nullable Path full;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        if (full != null) {
            spec.commandLine().getOut().println(FullResultDownload.of(tracker.connect(), id, index, full));
            return ExitCode.DONE.code();
        }
        int width = Terminal.output().width();
        spec.commandLine().getOut().println(format.print(tracker.connect(), id, index, width));
        return ExitCode.DONE.code();
    }
}
