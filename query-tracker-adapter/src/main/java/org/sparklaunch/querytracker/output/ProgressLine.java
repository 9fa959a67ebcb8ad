package org.sparklaunch.querytracker.output;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.Locale;

/**
 * Tells on standard error how a query gets on: on a terminal in one line that is written again and again and goes when the
 * query ends, elsewhere in a line for each change worth a log, and nothing for a query that ends at once.
 */
public final class ProgressLine {
    private final PrintWriter err;
    private final boolean terminal;
    private final int width;
    private String told = "";
    private boolean first = true;

    public ProgressLine(PrintWriter err, Terminal terminal) {
        this.err = err;
        this.terminal = terminal.isInteractive();
        this.width = terminal.width();
    }

    /** Takes the query as {@code get_query} shows it. */
    public void show(JsonNode query) {
        if (first && !terminal) {
            first = false;
            return;
        }
        String line = terminal ? live(query) : landmark(query);
        if (line.equals(told) || line.isEmpty()) {
            return;
        }
        told = line;
        if (terminal) {
            err.print("\r\u001b[K" + cut(line));
            err.flush();
        } else {
            err.println(line);
        }
    }

    /** Leaves an empty line for what comes next. */
    public void end() {
        if (terminal && !told.isEmpty()) {
            err.print("\r\u001b[K");
            err.flush();
        }
    }

    private String cut(String line) {
        return line.length() < width ? line : line.substring(0, Math.max(0, width - 2)) + "…";
    }

    /** Without numbers that change all the time. */
    private static String landmark(JsonNode query) {
        JsonNode progress = query.path("progress");
        if (progress.has("waiting")) {
            return "waiting: " + progress.path("waiting").asText();
        }
        return progress.has("session_id")
                ? "running in session " + progress.path("session_id").asText() + " ("
                        + progress.path("verdict").asText() + ")"
                : "";
    }

    private static String live(JsonNode query) {
        JsonNode progress = query.path("progress");
        if (progress.has("waiting")) {
            return "waiting: " + progress.path("waiting").asText();
        }
        if (!progress.has("session_id")) {
            return query.path("state").asText() + ": a session is found or started …";
        }
        String where = "session " + progress.path("session_id").asText();
        if (!progress.has("stages")) {
            return "running in " + where + " …";
        }
        return String.format(
                Locale.ROOT,
                "%3.0f %%  %d of %d stages, %d of %d tasks, %,d rows read, %s",
                100 * progress.path("spyt_progress").asDouble(),
                progress.path("stages_done").asInt(),
                progress.path("stages").asInt(),
                progress.path("tasks_done").asInt(),
                progress.path("tasks").asInt(),
                progress.path("rows").asLong(),
                where);
    }
}
