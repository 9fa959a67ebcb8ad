package org.sparklaunch.querytracker.output;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.Locale;

/**
 * Shows the progress of a query on standard error. A terminal has one line that is rewritten and removed at the end. A log file
 * gets a line for each important change, and nothing for a query that ends at once.
 */
public final class ProgressLine {
    private final PrintWriter err;
    private final boolean terminal;
    private final int width;
    private String shown = "";
    private boolean first = true;

    public ProgressLine(PrintWriter err, Terminal terminal) {
        this.err = err;
        this.terminal = terminal.isInteractive();
        this.width = terminal.width();
    }

    /** Returns a line on standard error that shows nothing if it is quiet. */
    public static ProgressLine of(PrintWriter err, boolean quiet) {
        return new ProgressLine(quiet ? new PrintWriter(Writer.nullWriter()) : err, Terminal.error());
    }

    /** Shows the progress of a query, given as {@code get_query} returns it. */
    public void show(JsonNode query) {
        if (first && !terminal) {
            first = false;
            return;
        }
        String line = TerminalText.onOneLine(terminal ? live(query) : landmark(query));
        if (line.equals(shown) || line.isEmpty()) {
            return;
        }
        shown = line;
        if (terminal) {
            err.print("\r\u001b[K" + cut(line));
            err.flush();
        } else {
            err.println(line);
        }
    }

    /** Clears the line. */
    public void end() {
        if (terminal && !shown.isEmpty()) {
            err.print("\r\u001b[K");
            err.flush();
        }
    }

    private String cut(String line) {
        return TerminalText.cut(line, Math.max(2, width - 1));
    }

    /** The progress without numbers that change all the time. */
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
            return query.path("state").asText() + ": waiting for a session …";
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
