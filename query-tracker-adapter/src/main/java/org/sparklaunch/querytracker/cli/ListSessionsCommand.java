package org.sparklaunch.querytracker.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;
import org.sparklaunch.commands.ExitCode;
import org.sparklaunch.querytracker.output.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code query-tracker list-sessions}. */
@Command(
        name = "list-sessions",
        description = "Prints the sessions that your queries run in.",
        footer = {"%nExamples:", "  query-tracker list-sessions"})
final class ListSessionsCommand implements Callable<Integer> {
    @Mixin
    private TrackerOptions tracker = new TrackerOptions();

    @Option(names = "--json", description = "Print the tracker's response as JSON.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        JsonNode answer = tracker.connect().get("list_sessions", Map.of());
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(Terminal.output().safe(answer.toPrettyString()));
        } else {
            answer.path("sessions").forEach(session -> out.println(line(session)));
        }
        return ExitCode.DONE.code();
    }

    private static String line(JsonNode session) {
        return String.format(
                "%-8s  %4s  %s  %s",
                session.path("state").asText(),
                session.path("session_id").asText("-"),
                session.path("cluster").asText(),
                session.path("session").asText("(isolated queries)"));
    }
}
