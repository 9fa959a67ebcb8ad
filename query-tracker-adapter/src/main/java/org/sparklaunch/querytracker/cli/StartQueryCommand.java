package org.sparklaunch.querytracker.cli;

import java.util.concurrent.Callable;
import org.sparklaunch.commands.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code query-tracker start-query}. */
@Command(
        name = "start-query",
        description = "Starts a query and prints its id.",
        footer = {
            "%nExamples:",
            "  query-tracker start-query --rows all \"SELECT * FROM sales\"",
            "  query-tracker start-query --share everyone-share --file report.sql"
        })
final class StartQueryCommand implements Callable<Integer> {
    @Mixin
    private TrackerOptions tracker = new TrackerOptions();

    @Mixin
    private StartOptions query = new StartOptions();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        spec.commandLine().getOut().println(query.start(tracker.connect(), query.settings()));
        return ExitCode.DONE.code();
    }
}
