package org.sparklaunch.querytracker.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.sparklaunch.commands.ExitCode;
import org.sparklaunch.querytracker.client.FullResultDownload;
import org.sparklaunch.querytracker.output.ResultOutput;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code query-tracker read-query-result}. */
@Command(
        name = "read-query-result",
        description = "Prints the rows of a completed query.",
        footer = {
            "%nExamples:",
            "  query-tracker read-query-result --format csv 4f0c…",
            "  query-tracker read-query-result --full folder 4f0c…"
        })
final class ReadQueryResultCommand extends QueryCommand {
    @Option(
            names = "--result-index",
            defaultValue = "0",
            description = "Index of the result of a query with several statements (${DEFAULT-VALUE}).")
    private int index;

    @Mixin
    private FormatOptions format = new FormatOptions();

    @Option(
            names = "--full",
            paramLabel = "FOLDER",
            description =
                    "Instead of printing rows, put the Parquet files of all rows there; the query must have had the"
                            + " setting full_result=true.")
    private @Nullable Path full;

    @Override
    public Integer call() {
        if (full != null) {
            format.refuseBeside("--full", "parquet");
            out().println(FullResultDownload.of(connect(), id(), index, full));
            return ExitCode.DONE.code();
        }
        new ResultOutput(connect(), id(), err()).print(index, format.format(), out(), format.layout());
        return ExitCode.DONE.code();
    }
}
