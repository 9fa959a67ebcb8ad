package org.sparklaunch.querytracker.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.sparklaunch.querytracker.query.Query;
import org.sparklaunch.querytracker.query.QueryFilter;
import org.sparklaunch.querytracker.query.QueryResult;
import org.sparklaunch.querytracker.query.QueryService;
import org.sparklaunch.querytracker.query.QueryService.NewQuery;
import org.sparklaunch.querytracker.query.QueryState;

/** The commands on queries. What changes something is a POST, what reads is a GET, as at YTsaurus. */
final class QueryRoutes {
    private static final String API = "/api/v4/";
    private static final int DEFAULT_LIMIT = 100;
    private static final int LONGEST_LIST = 10_000;
    private static final int LONGEST_WAIT_SECONDS = 600;

    private final QueryService queries;
    private final Callers callers;

    QueryRoutes(QueryService queries, Callers callers) {
        this.queries = queries;
        this.callers = callers;
    }

    void register(RoutesConfig routes) {
        routes.post(API + "start_query", this::start);
        routes.post(API + "abort_query", this::abort);
        routes.get(API + "get_query", this::get);
        routes.get(API + "list_queries", this::list);
        routes.get(API + "get_query_result", this::result);
        routes.get(API + "read_query_result", this::rows);
        routes.get(API + "get_query_tracker_info", this::info);
    }

    private void start(Context ctx) {
        Parameters parameters =
                Parameters.of(ctx, Set.of("engine", "query", "settings", "annotations", "files", "draft", "stage"));
        for (String later : List.of("files", "draft")) {
            if (!List.of("", "[]", "false").contains(parameters.textOr(later, ""))) {
                throw Parameters.refuse("The parameter '" + later + "' is not supported");
            }
        }
        String id = queries.start(new NewQuery(
                callers.of(ctx),
                parameters.textOr("engine", "spyt"),
                parameters.text("query"),
                parameters.map("settings"),
                parameters.map("annotations")));
        Answers.write(ctx, Answers.object().put("query_id", id));
    }

    private void abort(Context ctx) {
        Parameters parameters = Parameters.of(ctx, Set.of("query_id", "message", "stage"));
        queries.abort(callers.of(ctx), parameters.text("query_id"), parameters.textOr("message", ""));
        Answers.write(ctx, Answers.object());
    }

    /** Our parameter {@code wait}: answer when the query has ended, at the latest after so many seconds. */
    private void get(Context ctx) {
        Parameters parameters = Parameters.of(ctx, Set.of("query_id", "attributes", "stage", "wait"));
        String user = callers.of(ctx);
        String id = parameters.text("query_id");
        Runnable answer = () -> Answers.write(ctx, QueryJson.of(queries.get(user, id), parameters.names("attributes")));
        int wait = Math.min(parameters.intOr("wait", 0), LONGEST_WAIT_SECONDS);
        if (wait <= 0) {
            answer.run();
            return;
        }
        ctx.future(() -> queries.whenEnded(id)
                .completeOnTimeout(null, wait, TimeUnit.SECONDS)
                .thenRun(answer));
    }

    private void list(Context ctx) {
        Parameters parameters = Parameters.of(
                ctx,
                Set.of(
                        "from_time",
                        "to_time",
                        "cursor_time",
                        "cursor_direction",
                        "user",
                        "state",
                        "engine",
                        "filter",
                        "limit",
                        "attributes",
                        "stage"));
        String caller = callers.of(ctx);
        int limit = limit(parameters);
        // Others' queries are not the caller's to see.
        boolean own = parameters.textOr("user", caller).equals(caller);
        List<Query> found = own ? queries.list(filter(parameters, caller, limit + 1)) : List.of();
        ObjectNode body = Answers.object();
        ArrayNode page = body.putArray("queries");
        found.stream().limit(limit).forEach(q -> page.add(QueryJson.of(q, parameters.names("attributes"))));
        body.put("incomplete", found.size() > limit).put("timestamp", QueryJson.time(Instant.now()));
        Answers.write(ctx, body);
    }

    private static int limit(Parameters parameters) {
        int limit = parameters.intOr("limit", DEFAULT_LIMIT);
        if (limit < 1 || limit > LONGEST_LIST) {
            throw Parameters.refuse("The parameter 'limit' is " + limit + "; it must be from 1 to " + LONGEST_LIST);
        }
        return limit;
    }

    private static QueryFilter filter(Parameters parameters, String user, int limit) {
        if (!parameters.textOr("cursor_direction", "past").equals("past")) {
            throw Parameters.refuse("The parameter 'cursor_direction' can only be past");
        }
        String state = parameters.optionalText("state");
        if (state != null && !QueryState.WORDS.contains(state)) {
            throw Parameters.refuse("Unknown state '" + state + "'; known are " + String.join(", ", QueryState.WORDS));
        }
        return new QueryFilter(
                parameters.instant("from_time"),
                parameters.instant("to_time"),
                parameters.instant("cursor_time"),
                user,
                state,
                parameters.optionalText("engine"),
                parameters.optionalText("filter"),
                limit);
    }

    private void result(Context ctx) {
        Parameters parameters = Parameters.of(ctx, Set.of("query_id", "result_index", "stage"));
        String id = parameters.text("query_id");
        int index = parameters.intOr("result_index", 0);
        Answers.write(ctx, ResultJson.meta(id, index, queries.result(callers.of(ctx), id, index)));
    }

    private void rows(Context ctx) {
        Parameters parameters = Parameters.of(
                ctx, Set.of("query_id", "result_index", "columns", "lower_row_index", "upper_row_index", "stage"));
        QueryResult result =
                queries.result(callers.of(ctx), parameters.text("query_id"), parameters.intOr("result_index", 0));
        Answers.write(
                ctx,
                ResultJson.rows(
                        result,
                        parameters.intOr("lower_row_index", 0),
                        parameters.intOr("upper_row_index", Integer.MAX_VALUE),
                        parameters.names("columns")));
    }

    private void info(Context ctx) {
        ObjectNode body =
                Answers.object().put("query_tracker_stage", "production").put("cluster_name", "spark-launch");
        body.putObject("supported_features").put("access_control", false);
        body.putArray("access_control_objects");
        body.putArray("clusters");
        body.putObject("engines_info").putObject("spyt");
        Answers.write(ctx, body);
    }
}
