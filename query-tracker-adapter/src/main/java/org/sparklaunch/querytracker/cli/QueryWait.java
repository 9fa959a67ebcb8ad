package org.sparklaunch.querytracker.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.sparklaunch.commands.CommandException;
import org.sparklaunch.commands.ExitCode;
import org.sparklaunch.livy.protocol.CauseLine;
import org.sparklaunch.querytracker.client.TrackerClient;
import org.sparklaunch.querytracker.output.ProgressLine;
import org.sparklaunch.querytracker.output.TerminalText;

/**
 * Waits for the end of a query.
 *
 * @param verbose whether errors are shown in full
 */
record QueryWait(TrackerClient client, String queryId, boolean verbose) {
    /** How often the progress is shown. */
    private static final String WAIT_SECONDS = "1";

    private static final Set<String> FINAL = Set.of("completed", "failed", "aborted", "draft");

    /**
     * Returns the completed query.
     *
     * @throws CommandException when it failed, was aborted or is a draft
     */
    JsonNode await(ProgressLine progress) {
        JsonNode ended = awaitEnd(progress);
        if (ended.path("state").asText().equals("draft")) {
            throw new CommandException(ExitCode.FAILED, "query " + queryId + " is a draft, which never runs");
        }
        if (!ended.path("state").asText().equals("completed")) {
            throw new CommandException(ExitCode.FAILED, TerminalText.escape(failure(rootMessage(ended.path("error")))));
        }
        return ended;
    }

    private JsonNode awaitEnd(ProgressLine progress) {
        try {
            while (true) {
                JsonNode seen = client.get("get_query", Map.of("query_id", queryId, "wait", WAIT_SECONDS));
                if (FINAL.contains(seen.path("state").asText())) {
                    return seen;
                }
                progress.show(seen);
            }
        } finally {
            progress.end();
        }
    }

    /** Spark's messages are long and contain plans. The first line that is not blank and the causes name the fault. */
    private String failure(String message) {
        String first =
                message.lines().filter(line -> !line.isBlank()).findFirst().orElse("the query ended without a reason");
        if (verbose || first.equals(message)) {
            return message;
        }
        String causes = message.lines()
                .filter(line -> CauseLine.matches(line) && !line.equals(first))
                .map(line -> "\n" + line)
                .collect(Collectors.joining());
        return first + causes + " (all of it: query-tracker get-query " + queryId + ")";
    }

    /** The outer errors, which the tracker adds, only name the query. */
    private static String rootMessage(JsonNode error) {
        JsonNode inner = error.path("inner_errors").path(0);
        return inner.isMissingNode() ? error.path("message").asText() : rootMessage(inner);
    }
}
