package org.sparklaunch.querytracker.cli;

import org.sparklaunch.commands.ExitCode;
import org.sparklaunch.querytracker.output.ProgressLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code query-tracker wait}. */
@Command(
        name = "wait",
        description = "Waits until a query has ended. Exit code 1 when it failed or was aborted.",
        footer = {"%nExamples:", "  query-tracker wait 4f0c… && query-tracker read-query-result 4f0c…"})
final class WaitCommand extends QueryCommand {
    @Option(names = "--quiet", description = "Show no progress.")
    private boolean quiet;

    @Override
    public Integer call() {
        new QueryWait(connect(), id(), false).await(ProgressLine.of(err(), quiet));
        return ExitCode.DONE.code();
    }
}
