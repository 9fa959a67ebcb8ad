package org.sparklaunch.querytracker.cli;

import java.util.concurrent.Callable;
import org.sparklaunch.commands.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code query-tracker abort-query}. */
@Command(name = "abort-query", description = "Ends a query.")
public final class AbortQueryCommand implements Callable<Integer> {
    @Mixin
    private TrackerOptions tracker = new TrackerOptions();

    @Parameters(paramLabel = "QUERY_ID", description = "As start-query printed it.")
    private String id = "";

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        tracker.connect()
                .post("abort_query", TrackerClient.JSON.createObjectNode().put("query_id", id));
        spec.commandLine().getErr().println("Query " + id + " is being aborted");
        return ExitCode.DONE.code();
    }
}
