package org.sparklaunch.querytracker.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sparklaunch.authentication.SecretNames;
import org.sparklaunch.querytracker.query.Query;
import org.sparklaunch.querytracker.query.QueryLocation;
import org.sparklaunch.querytracker.query.QueryProgress;
import org.sparklaunch.querytracker.query.QueryState;
import org.sparklaunch.querytracker.query.QueryState.Completed;

/** A query with the fields that YTsaurus gives it. */
final class QueryJson {
    private static final DateTimeFormatter MICROS =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    private QueryJson() {}

    /** All fields, or those named. */
    static ObjectNode of(Query query, @Nullable Set<String> attributes) {
        ObjectNode json = Responses.object()
                .put("id", query.id())
                .put("engine", query.engine())
                .put("query", query.sql())
                .put("start_time", time(query.start()));
        json.putArray("files");
        json.set("settings", shown(query.settings()));
        json.put("user", query.user()).put("is_indexed", query.isIndexed()).put("assigned_tracker", query.tracker());
        List<String> access = query.access().stream().sorted().toList();
        access.forEach(json.putArray("access_control_objects")::add);
        if (access.size() == 1) {
            json.put("access_control_object", access.get(0));
        }
        json.put("state", query.state().word());
        json.set("progress", progress(query));
        json.set("annotations", query.annotations());
        end(json, query);
        return attributes == null ? json : json.retain(attributes);
    }

    /** A copy without the values that are secret by their name. */
    private static JsonNode shown(JsonNode settings) {
        JsonNode shown = settings.deepCopy();
        hide(shown);
        return shown;
    }

    private static void hide(JsonNode settings) {
        for (Map.Entry<String, JsonNode> setting : settings.properties()) {
            if (setting.getValue().isObject()) {
                hide(setting.getValue());
            } else if (SecretNames.matches(setting.getKey())) {
                setting.setValue(TextNode.valueOf(SecretNames.HIDDEN));
            }
        }
    }

    private static void end(ObjectNode json, Query query) {
        if (query.state() instanceof QueryState.Ended ended) {
            json.put("finish_time", time(ended.finish()));
        }
        if (query.state() instanceof Completed completed) {
            json.put("result_count", completed.results());
        }
        if (query.state() instanceof QueryState.Unsuccessful ended) {
            json.set("error", Responses.error(ended.error()));
        }
    }

    private static ObjectNode progress(Query query) {
        QueryProgress seen =
                query.state() instanceof Completed ? query.progress().done() : query.progress();
        ObjectNode progress = Responses.object().put("spyt_progress", seen.fraction());
        if (seen.stages() > 0) {
            progress.put("stages", seen.stages()).put("stages_done", seen.stagesDone());
            progress.put("tasks", seen.tasks())
                    .put("tasks_done", seen.tasksDone())
                    .put("rows", seen.rows());
        }
        QueryLocation placement = query.placement();
        putIfKnown(progress, "verdict", placement.verdict());
        putIfKnown(progress, "waiting", placement.waiting());
        putIfKnown(progress, "session_name", placement.sessionName());
        if (placement.sessionId() != null) {
            progress.put("session_id", placement.sessionId());
        }
        if (placement.statementId() != null) {
            progress.put("statement_id", placement.statementId());
        }
        return progress;
    }

    private static void putIfKnown(ObjectNode json, String name, @Nullable String value) {
        if (value != null) {
            json.put(name, value);
        }
    }

    static String time(Instant instant) {
        return MICROS.format(instant);
    }
}
