package org.sparklaunch.querytracker.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.sparklaunch.commands.ExitCode;
import org.sparklaunch.querytracker.client.AbortOnSignal;
import org.sparklaunch.querytracker.client.TrackerClient;
import org.sparklaunch.querytracker.output.ProgressLine;
import org.sparklaunch.querytracker.output.ResultOutput;
import org.sparklaunch.querytracker.output.RowFormat;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code query-tracker sql}: starts a query, waits for it and prints its rows. Ctrl-C aborts it. */
@Command(
        name = "sql",
        description = "Runs a query and prints its rows; Ctrl-C aborts it.",
        footer = {
            "%nExamples:",
            "  query-tracker sql \"SELECT id, id * id AS square FROM range(3)\"",
            "  query-tracker sql --file report.sql --param day=2026-01-31 --format csv --rows all > report.csv",
            "  query-tracker sql --output report.parquet \"SELECT * FROM sales\"",
            "  query-tracker sql --conf spark.sql.shuffle.partitions=8 --timeout 5m --format vertical \"SELECT …\""
        })
final class SqlCommand implements Callable<Integer> {
    @Mixin
    private TrackerOptions tracker = new TrackerOptions();

    @Mixin
    private StartOptions query = new StartOptions();

    @Mixin
    private FormatOptions format = new FormatOptions();

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Option(
            names = "--verbose",
            description =
                    "Print the session of the query and the reason for its choice on standard error, and errors in full.")
    private boolean verbose;

    @Option(names = "--quiet", description = "Show no progress.")
    private boolean quiet;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter err = spec.commandLine().getErr();
        ObjectNode settings = query.settings();
        output.addSettings(settings);
        if (output.isGiven()) {
            format.refuseBeside("--output", output.extension());
        }
        TrackerClient client = tracker.connect();
        String id = query.start(client, settings);
        AbortOnSignal abort = AbortOnSignal.install(client, id);
        JsonNode ended;
        try {
            ended = new QueryWait(client, id, verbose).await(ProgressLine.of(err, quiet));
        } finally {
            abort.remove();
        }
        if (verbose) {
            err.println("Query " + id + ": " + ended.path("progress"));
        }
        int results = ended.path("result_count").asInt(1);
        if (output.isGiven()) {
            output.save(client, id, results, err);
        } else {
            print(new ResultOutput(client, id, err), results);
        }
        return ExitCode.DONE.code();
    }

    private void print(ResultOutput rows, int results) {
        PrintWriter out = spec.commandLine().getOut();
        for (int i = 0; i < results; i++) {
            if (i > 0 && format.format() == RowFormat.CSV) {
                out.println();
            }
            rows.print(i, format.format(), out, format.layout());
        }
    }
}
