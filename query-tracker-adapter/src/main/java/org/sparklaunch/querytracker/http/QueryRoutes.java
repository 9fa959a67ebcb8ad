package org.sparklaunch.querytracker.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.sparklaunch.authentication.audit.AuditEvent;
import org.sparklaunch.querytracker.execution.QueryService;
import org.sparklaunch.querytracker.execution.QueryService.NewQuery;
import org.sparklaunch.querytracker.format.DataFormat;
import org.sparklaunch.querytracker.query.Query;

/** The commands on queries. Commands that change something are POST requests, the others GET, as in YTsaurus. */
final class QueryRoutes {
    static final String API = "/api/v4/";
    private static final int LONGEST_WAIT_SECONDS = 600;
    private static final String ACCESS_OBJECT = "access_control_object";
    private static final String ACCESS_OBJECTS = "access_control_objects";

    private final QueryService queries;
    private final UserResolver callers;

    QueryRoutes(QueryService queries, UserResolver callers) {
        this.queries = queries;
        this.callers = callers;
    }

    void register(RoutesConfig routes) {
        routes.post(ApiCommand.START_QUERY.path(), this::start);
        routes.post(ApiCommand.ABORT_QUERY.path(), this::abort);
        routes.post(ApiCommand.ALTER_QUERY.path(), this::alter);
        routes.get(ApiCommand.GET_QUERY.path(), this::get);
    }

    private void start(Context ctx) {
        Parameters parameters = Parameters.of(
                ctx,
                Set.of(
                        "engine",
                        "query",
                        "settings",
                        "annotations",
                        "files",
                        "secrets",
                        "draft",
                        ACCESS_OBJECT,
                        ACCESS_OBJECTS));
        refuseUnlessEmpty(
                parameters,
                "files",
                "the SQL of Spark reads no attached files; store the file where your Spark session can read it");
        refuseUnlessEmpty(
                parameters,
                "secrets",
                "they refer to a tree of YTsaurus, which this tracker does not have; use the setting spark_conf, whose secret"
                        + " values are hidden");
        CommandAudit.addObject(ctx, AuditEvent.ofCode(parameters.text("query")));
        String id = queries.start(new NewQuery(
                callers.of(ctx),
                parameters.textOr("engine", "spyt"),
                parameters.text("query"),
                parameters.map("settings"),
                parameters.map("annotations"),
                parameters.flagOr("draft", false),
                parameters.optionalText("mutation_id"),
                access(parameters)));
        CommandAudit.addObject(ctx, Map.of("query", id));
        Responses.write(ctx, Responses.object().put("query_id", id), FormatChoice.of(ctx, parameters));
    }

    /** Reads one object in the older form, or several; none when absent. */
    private static Set<String> access(Parameters parameters) {
        Set<String> one = parameters.names(ACCESS_OBJECT);
        Set<String> several = parameters.names(ACCESS_OBJECTS);
        if (one != null && several != null) {
            throw Parameters.refuse("only one of '" + ACCESS_OBJECT + "' and '" + ACCESS_OBJECTS + "' can be given");
        }
        return several != null ? several : one == null ? Set.of() : one;
    }

    /** Refuses a parameter that clients may only send empty. */
    private static void refuseUnlessEmpty(Parameters parameters, String name, String reason) {
        JsonNode value = parameters.node(name);
        if (value != null && (!value.isEmpty() || !List.of("", "[]").contains(value.asText()))) {
            throw Parameters.refuse("parameter '" + name + "' is not supported: " + reason);
        }
    }

    private void alter(Context ctx) {
        Parameters parameters = Parameters.of(ctx, Set.of("query_id", "annotations", ACCESS_OBJECT, ACCESS_OBJECTS));
        String id = parameters.text("query_id");
        if (parameters.has("annotations")) {
            queries.annotate(callers.of(ctx), id, parameters.map("annotations"));
        }
        if (parameters.has(ACCESS_OBJECT) || parameters.has(ACCESS_OBJECTS)) {
            queries.share(callers.of(ctx), id, access(parameters));
        }
        Responses.write(ctx, Responses.object());
    }

    private void abort(Context ctx) {
        Parameters parameters = Parameters.of(ctx, Set.of("query_id", "message"));
        queries.abort(callers.of(ctx), parameters.text("query_id"), parameters.textOr("message", ""));
        Responses.write(ctx, Responses.object());
    }

    /** Our parameter {@code wait} delays the response until the query has ended, at most for this number of seconds. */
    private void get(Context ctx) {
        Parameters parameters = Parameters.of(ctx, Set.of("query_id", "attributes", "wait"));
        String user = callers.of(ctx);
        String id = parameters.text("query_id");
        DataFormat format = FormatChoice.of(ctx, parameters);
        Runnable answer =
                () -> Responses.write(ctx, QueryJson.of(queries.get(user, id), parameters.names("attributes")), format);
        int wait = Math.min(parameters.intOr("wait", 0), LONGEST_WAIT_SECONDS);
        if (wait <= 0) {
            answer.run();
            return;
        }
        // When a query of others ends is not told either.
        Query unused = queries.get(user, id);
        ctx.future(() -> queries.whenEnded(id)
                .completeOnTimeout(null, wait, TimeUnit.SECONDS)
                .thenRun(answer));
    }
}
