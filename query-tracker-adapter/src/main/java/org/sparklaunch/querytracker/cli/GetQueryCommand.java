package org.sparklaunch.querytracker.cli;

import java.util.Map;
import org.sparklaunch.commands.ExitCode;
import picocli.CommandLine.Command;

/** {@code query-tracker get-query}. */
@Command(name = "get-query", description = "Prints a query as JSON: state, progress, session, error.")
public final class GetQueryCommand extends QueryCommand {
    @Override
    public Integer call() {
        out().println(connect().get("get_query", Map.of("query_id", id())).toPrettyString());
        return ExitCode.DONE.code();
    }
}
