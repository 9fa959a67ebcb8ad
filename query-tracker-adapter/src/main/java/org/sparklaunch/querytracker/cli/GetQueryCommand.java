package org.sparklaunch.querytracker.cli;

import java.util.Map;
import java.util.concurrent.Callable;
import org.sparklaunch.commands.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code query-tracker get-query}. */
@Command(name = "get-query", description = "Prints a query as JSON: state, progress, session, error.")
public final class GetQueryCommand implements Callable<Integer> {
    @Mixin
    private TrackerOptions tracker = new TrackerOptions();

    @Parameters(paramLabel = "QUERY_ID", description = "As start-query printed it.")
    private String id = "";

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        spec.commandLine()
                .getOut()
                .println(tracker.connect()
                        .get("get_query", Map.of("query_id", id))
                        .toPrettyString());
        return ExitCode.DONE.code();
    }
}
