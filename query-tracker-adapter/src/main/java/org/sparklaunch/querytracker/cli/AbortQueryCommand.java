package org.sparklaunch.querytracker.cli;

import org.sparklaunch.commands.ExitCode;
import org.sparklaunch.querytracker.client.TrackerClient;
import picocli.CommandLine.Command;

/** {@code query-tracker abort-query}. */
@Command(
        name = "abort-query",
        description = "Aborts a query.",
        footer = {"%nExamples:", "  query-tracker abort-query 4f0c…"})
final class AbortQueryCommand extends QueryCommand {
    @Override
    public Integer call() {
        connect().post("abort_query", TrackerClient.JSON.createObjectNode().put("query_id", id()));
        err().println("query " + id() + " is being aborted");
        return ExitCode.DONE.code();
    }
}
