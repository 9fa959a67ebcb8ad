package org.sparklaunch.querytracker.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The SQL of a new query and its settings. */
final class StartOptions {
    @Option(
            names = "--settings",
            paramLabel = "JSON",
            defaultValue = "{}",
            description = "Map of settings, such as '{\"spark_conf\":{\"spark.sql.shuffle.partitions\":\"8\"}}'.")
    private String settings = "{}";

    @Parameters(paramLabel = "SQL", description = "One SQL statement.")
    private String sql = "";

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    String start(TrackerClient client) {
        ObjectNode parameters =
                TrackerClient.JSON.createObjectNode().put("engine", "spyt").put("query", sql);
        parameters.set("settings", settings());
        return client.post("start_query", parameters).path("query_id").asText();
    }

    private JsonNode settings() {
        try {
            JsonNode node = TrackerClient.JSON.readTree(settings);
            if (node.isObject()) {
                return node;
            }
        } catch (JsonProcessingException e) {
            throw new ParameterException(spec.commandLine(), "--settings is not JSON: " + e.getOriginalMessage(), e);
        }
        throw new ParameterException(spec.commandLine(), "--settings is no JSON map but " + settings);
    }
}
