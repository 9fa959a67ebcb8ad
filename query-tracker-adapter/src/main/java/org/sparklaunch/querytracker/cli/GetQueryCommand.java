package org.sparklaunch.querytracker.cli;

import java.util.Map;
import org.sparklaunch.commands.ExitCode;
import org.sparklaunch.querytracker.output.Terminal;
import picocli.CommandLine.Command;

/** {@code query-tracker get-query}. */
@Command(
        name = "get-query",
        description = "Prints a query as JSON: state, progress, session, error.",
        footer = {"%nExamples:", "  query-tracker get-query 4f0c…"})
final class GetQueryCommand extends QueryCommand {
    @Override
    public Integer call() {
        String json = connect().get("get_query", Map.of("query_id", id())).toPrettyString();
        out().println(Terminal.output().safe(json));
        return ExitCode.DONE.code();
    }
}
