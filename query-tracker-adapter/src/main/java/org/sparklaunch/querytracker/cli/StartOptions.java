package org.sparklaunch.querytracker.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sparklaunch.querytracker.client.TrackerClient;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Options of a new query: its SQL and its settings. */
final class StartOptions {
    @Mixin
    private SqlSource source = new SqlSource();

    @Option(
            names = "--settings",
            paramLabel = "JSON",
            defaultValue = "{}",
            description = "Map of settings, such as '{\"spark_conf\":{\"spark.sql.shuffle.partitions\":\"8\"}}'.")
    private String settings = "{}";

    @Option(
            names = "--param",
            paramLabel = "NAME=VALUE",
            description =
                    "String value of the marker :NAME in the SQL; may be repeated. For other types use the setting params.")
    private Map<String, String> params = new LinkedHashMap<>();

    @Option(
            names = "--session",
            paramLabel = "NAME",
            description =
                    "Shares a session with your other queries of this name: settings, current schema, temporary views.")
    private @Nullable String session;

    @Option(
            names = "--share",
            paramLabel = "OBJECT",
            description = "Access control object that grants others access to the query, such as everyone or"
                    + " everyone-share (users who know the id); may be repeated.")
    private List<String> shared = new ArrayList<>();

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    String start(TrackerClient client) {
        ObjectNode parameters =
                TrackerClient.JSON.createObjectNode().put("engine", "spyt").put("query", source.read());
        parameters.set("settings", settings());
        if (!shared.isEmpty()) {
            shared.forEach(parameters.putArray("access_control_objects")::add);
        }
        return client.post("start_query", parameters).path("query_id").asText();
    }

    private JsonNode settings() {
        JsonNode node;
        try {
            node = TrackerClient.JSON.readTree(settings);
        } catch (JsonProcessingException e) {
            throw new ParameterException(
                    spec.commandLine(), "--settings is not valid JSON: " + e.getOriginalMessage(), e);
        }
        if (!(node instanceof ObjectNode map)) {
            throw new ParameterException(spec.commandLine(), "--settings is not a JSON object: " + settings);
        }
        if (session != null) {
            map.put("session", session);
        }
        if (!params.isEmpty()) {
            ObjectNode all = map.withObjectProperty("params");
            params.forEach(all::put);
        }
        return map;
    }
}
