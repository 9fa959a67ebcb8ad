package org.sparklaunch.querytracker.cli;

import java.util.concurrent.Callable;
import org.sparklaunch.discovery.cli.ExitCode;
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

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        int width = Terminal.output().width();
        spec.commandLine().getOut().println(format.print(tracker.connect(), id, index, width));
        return ExitCode.DONE.code();
    }
}
