package org.sparklaunch.querytracker.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.sparklaunch.commands.ExitCode;
import org.sparklaunch.querytracker.output.Terminal;
import org.sparklaunch.querytracker.output.TerminalText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code query-tracker list-queries}. */
@Command(
        name = "list-queries",
        description = "Prints your queries, the newest first.",
        footer = {
            "%nExamples:",
            "  query-tracker list-queries --state running",
            "  query-tracker list-queries --filter sales --limit 100 --json"
        })
final class ListQueriesCommand implements Callable<Integer> {
    private static final int SHOWN = 60;

    @Mixin
    private TrackerOptions tracker = new TrackerOptions();

    @Option(names = "--state", description = "List only queries in this state, such as running.")
    private @Nullable String state;

    @Option(
            names = "--filter",
            paramLabel = "TEXT",
            description = "List only queries whose SQL or annotations contain this.")
    private @Nullable String filter;

    @Option(
            names = "--limit",
            defaultValue = "20",
            description = "Largest number of queries to list (${DEFAULT-VALUE}).")
    private int limit;

    @Option(names = "--json", description = "Print the tracker's response as JSON.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Map<String, String> parameters = new HashMap<>(Map.of("limit", Integer.toString(limit)));
        if (state != null) {
            parameters.put("state", state);
        }
        if (filter != null) {
            parameters.put("filter", filter);
        }
        JsonNode answer = tracker.connect().get("list_queries", parameters);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(Terminal.output().safe(answer.toPrettyString()));
        } else {
            answer.path("queries").forEach(query -> out.println(line(query)));
        }
        return ExitCode.DONE.code();
    }

    private static String line(JsonNode query) {
        String sql = TerminalText.escape(query.path("query").asText().strip().replaceAll("\\s+", " "));
        return String.format(
                "%s  %-10s  %.19s  %s",
                query.path("id").asText(),
                query.path("state").asText(),
                query.path("start_time").asText(),
                TerminalText.cut(sql, SHOWN));
    }
}
