package org.sparklaunch.querytracker.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.sparklaunch.commands.CommandException;
import org.sparklaunch.commands.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code query-tracker sql}: starts a query, waits for it and prints its rows. Ctrl-C aborts it. */
@Command(name = "sql", description = "Runs a query and prints its rows; Ctrl-C aborts it.")
public final class SqlCommand implements Callable<Integer> {
    /** As often the progress is told. */
    private static final String WAIT_SECONDS = "1";

    private static final Set<String> FINAL = Set.of("completed", "failed", "aborted");

    @Mixin
    private TrackerOptions tracker = new TrackerOptions();

    @Mixin
    private StartOptions query = new StartOptions();

    @Option(names = "--format", defaultValue = "table", description = "${COMPLETION-CANDIDATES} (${DEFAULT-VALUE}).")
    private RowFormat format = RowFormat.TABLE;

    @Option(
            names = "--verbose",
            description = "Say on standard error which session ran it and why that one, and errors in full.")
    private boolean verbose;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        TrackerClient client = tracker.connect();
        String id = query.start(client);
        AbortOnSignal abort = AbortOnSignal.install(client, id);
        JsonNode ended;
        ProgressLine progress = new ProgressLine(spec.commandLine().getErr(), Terminal.error());
        try {
            ended = await(client, id, progress);
        } finally {
            progress.end();
            abort.remove();
        }
        if (verbose) {
            spec.commandLine().getErr().println("Query " + id + ": " + ended.path("progress"));
        }
        if (!ended.path("state").asText().equals("completed")) {
            throw new CommandException(ExitCode.FAILED, failure(id, rootMessage(ended.path("error"))));
        }
        int width = Terminal.output().width();
        for (int i = 0; i < ended.path("result_count").asInt(1); i++) {
            spec.commandLine().getOut().println(format.print(client, id, i, width));
        }
        return ExitCode.DONE.code();
    }

    private static JsonNode await(TrackerClient client, String id, ProgressLine progress) {
        while (true) {
            JsonNode seen = client.get("get_query", Map.of("query_id", id, "wait", WAIT_SECONDS));
            if (FINAL.contains(seen.path("state").asText())) {
                return seen;
            }
            progress.show(seen);
        }
    }

    /** Spark explains at length, with plans; its first line says what is wrong, below an empty one where it cannot parse. */
    private String failure(String id, String message) {
        String first =
                message.lines().filter(line -> !line.isBlank()).findFirst().orElse("the query ended without a reason");
        boolean whole = verbose || first.equals(message);
        return whole ? message : first + " (all of it: query-tracker get-query " + id + ")";
    }

    /** What the tracker wraps around says only which query it was. */
    private static String rootMessage(JsonNode error) {
        JsonNode inner = error.path("inner_errors").path(0);
        return inner.isMissingNode() ? error.path("message").asText() : rootMessage(inner);
    }
}
