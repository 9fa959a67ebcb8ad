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
            names = "--conf",
            paramLabel = "KEY=VALUE",
            description = "Spark setting of the query's session; may be repeated. As spark_conf in --settings.")
    private Map<String, String> conf = new LinkedHashMap<>();

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            description = "Time after which the query fails, such as 30s or 5m.")
    private @Nullable String timeout;

    @Option(names = "--row-limit", paramLabel = "N", description = "Largest number of rows of each result.")
    private @Nullable Integer rowLimit;

    @Option(
            names = "--rows",
            paramLabel = "N|all",
            description = "Number of rows to keep of each result, also beyond the row limit of the tracker.")
    private @Nullable String rows;

    @Option(
            names = "--param",
            paramLabel = "NAME=VALUE",
            description =
                    "String value of the marker :NAME in the SQL; may be repeated. For other types use the setting"
                            + " params.")
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

    /** Starts the query; a refusal of its SQL or its settings is wrong usage. */
    String start(TrackerClient client, ObjectNode settings) {
        ObjectNode parameters =
                TrackerClient.JSON.createObjectNode().put("engine", "spyt").put("query", source.read());
        parameters.set("settings", settings);
        if (!shared.isEmpty()) {
            shared.forEach(parameters.putArray("access_control_objects")::add);
        }
        return client.start(parameters).path("query_id").asText();
    }

    /** Returns the settings, in which options override {@code --settings}. */
    ObjectNode settings() {
        ObjectNode map = parse();
        if (!conf.isEmpty()) {
            conf.forEach(map.withObjectProperty("spark_conf")::put);
        }
        if (timeout != null) {
            map.put("timeout", timeout);
        }
        if (rowLimit != null) {
            map.put("row_limit", rowLimit);
        }
        if (rows != null) {
            addRows(map, rows);
        }
        if (session != null) {
            map.put("session", session);
        }
        if (!params.isEmpty()) {
            params.forEach(map.withObjectProperty("params")::put);
        }
        return map;
    }

    private void addRows(ObjectNode map, String text) {
        if (text.equals("all")) {
            map.put("rows", text);
        } else if (text.matches("[1-9]\\d{0,17}")) {
            map.put("rows", Long.parseLong(text));
        } else {
            throw new ParameterException(
                    spec.commandLine(), "--rows " + text + " is neither a number above 0 nor 'all'");
        }
    }

    private ObjectNode parse() {
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
        return map;
    }
}
