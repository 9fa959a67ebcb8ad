package org.sparklaunch.querytracker.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.sparklaunch.commands.ExitCode;
import org.sparklaunch.querytracker.client.TrackerClient;
import org.sparklaunch.querytracker.output.ProgressLine;
import org.sparklaunch.querytracker.output.ResultOutput;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Runs a statement about the catalog, as a query of the user, and prints its rows. For use with {@code @Mixin}. */
final class CatalogStatement {
    @Mixin
    private TrackerOptions tracker = new TrackerOptions();

    @Mixin
    private FormatOptions format = new FormatOptions();

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    int run(String sql) {
        PrintWriter err = spec.commandLine().getErr();
        TrackerClient client = tracker.connect();
        ObjectNode parameters =
                TrackerClient.JSON.createObjectNode().put("engine", "spyt").put("query", sql);
        String id = client.start(parameters).path("query_id").asText();
        JsonNode ended = new QueryWait(client, id, false).await(ProgressLine.of(err, false));
        if (ended.path("result_count").asInt(1) > 0) {
            new ResultOutput(client, id, err)
                    .print(0, format.format(), spec.commandLine().getOut(), format.layout());
        }
        return ExitCode.DONE.code();
    }

    /**
     * Returns a name as SQL reads it, each part in backquotes.
     *
     * @param name parts with dots between them; a part that contains a dot is in backquotes already
     */
    String quoted(String name) {
        if (name.isBlank() || name.startsWith(".") || name.endsWith(".") || name.contains("..")) {
            throw new ParameterException(
                    spec.commandLine(),
                    "'" + name + "' is not the name of a table or database; use a name such as sales.orders");
        }
        return name.contains("`")
                ? name
                : Arrays.stream(name.split("\\.", -1))
                        .map(part -> "`" + part + "`")
                        .collect(Collectors.joining("."));
    }
}
