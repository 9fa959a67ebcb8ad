package org.sparklaunch.querytracker.output;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.sparklaunch.commands.CommandException;
import org.sparklaunch.commands.ExitCode;
import org.sparklaunch.querytracker.client.ResultStream;
import org.sparklaunch.querytracker.client.TrackerClient;
import org.sparklaunch.querytracker.output.RowPrinter.Layout;

/**
 * Prints results while they are read. A cut result is reported on the error stream.
 *
 * @param err the error stream
 */
public record ResultOutput(TrackerClient client, String queryId, PrintWriter err) {
    private static final String CUT = "result %d of query %s is cut after %d rows; use --rows all, or --output FILE";

    /** Prints one result. */
    public void print(int index, RowFormat format, PrintWriter out, Layout layout) {
        if (format == RowFormat.YSON) {
            printYson(index, out, layout);
            return;
        }
        RowPrinter printer = RowPrinter.of(format, out, layout);
        try (ResultStream rows = ResultStream.open(client, queryId, index)) {
            printer.begin(rows.schema());
            long count = 0;
            for (var row = rows.next(); row != null; row = rows.next()) {
                printer.row(row);
                count++;
            }
            printer.end(count, rows.isTruncated());
            warn(index, count, rows.isTruncated());
        } catch (IOException e) {
            throw incomplete(index, e);
        }
        checkWritten(out);
    }

    private CommandException incomplete(int index, IOException e) {
        return new CommandException(
                ExitCode.FAILED, "result " + index + " of query " + queryId + " is incomplete: " + e, e);
    }

    private void checkWritten(PrintWriter out) {
        if (out.checkError()) {
            throw new CommandException(ExitCode.FAILED, "cannot write the rows of query " + queryId);
        }
    }

    private void printYson(int index, PrintWriter out, Layout layout) {
        Map<String, String> result = Map.of("query_id", queryId, "result_index", Integer.toString(index));
        Map<String, String> rows = new HashMap<>(result);
        rows.put("output_format", "<format=text>yson");
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(client.stream("read_query_result", rows), StandardCharsets.UTF_8))) {
            // Each row is a line: this form escapes the line ends in strings.
            for (String row = lines.readLine(); row != null; row = lines.readLine()) {
                out.print((layout.terminal() ? TerminalText.escape(row) : row) + "\n");
            }
        } catch (IOException e) {
            throw incomplete(index, e);
        }
        checkWritten(out);
        var meta = client.get("get_query_result", result);
        warn(
                index,
                meta.path("data_statistics").path("row_count").asLong(),
                meta.path("is_truncated").asBoolean());
    }

    private void warn(int index, long rows, boolean truncated) {
        if (truncated) {
            err.println(CUT.formatted(index, queryId, rows));
        }
    }
}
