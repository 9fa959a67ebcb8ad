package org.sparklaunch.querytracker.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sparklaunch.querytracker.execution.QueryService;
import org.sparklaunch.querytracker.sql.SqlParameters;

/** What a tracker can do, and which parameters a query has. */
final class InfoRoutes {
    /** The newest migration of the database. */
    static final int TABLES_VERSION = 20;

    private static final List<String> FEATURES = List.of(
            "access_control",
            "multiple_aco",
            "new_search",
            "new_search_on_proxies",
            "not_indexing",
            "not_indexing_on_proxies",
            "declare_params",
            "declare_params_on_proxies");

    private final QueryService queries;
    private final UserResolver callers;

    InfoRoutes(QueryService queries, UserResolver callers) {
        this.queries = queries;
        this.callers = callers;
    }

    void register(RoutesConfig routes) {
        routes.get(ApiCommand.GET_QUERY_TRACKER_INFO.path(), this::info);
        routes.get(ApiCommand.GET_QUERY_DECLARED_PARAMETERS_INFO.path(), this::declared);
    }

    /** An attribute that was not asked for is there, but empty, as in YTsaurus. */
    private void info(Context ctx) {
        Parameters parameters = Parameters.of(ctx, Set.of("attributes", "settings"));
        Set<String> wanted = parameters.names("attributes");
        ObjectNode body = Responses.object()
                .put("query_tracker_stage", parameters.textOr("stage", "production"))
                .put("cluster_name", isWanted(wanted, "cluster_name") ? queries.cluster() : "");
        ObjectNode features = body.putObject("supported_features");
        ArrayNode objects = body.putArray("access_control_objects");
        ArrayNode clusters = body.putArray("clusters");
        ObjectNode engines = body.putObject("engines_info");
        if (isWanted(wanted, "supported_features")) {
            FEATURES.forEach(feature -> features.put(feature, true));
        }
        if (isWanted(wanted, "access_control_objects")) {
            queries.access().names().forEach(objects::add);
        }
        if (isWanted(wanted, "clusters")) {
            clusters.add(queries.cluster());
        }
        if (isWanted(wanted, "engines_info")) {
            engines.putObject("spyt");
        }
        body.put("expected_tables_version", TABLES_VERSION);
        Responses.write(ctx, body, FormatChoice.of(ctx, parameters));
    }

    private static boolean isWanted(@Nullable Set<String> wanted, String attribute) {
        return wanted == null || wanted.contains(attribute);
    }

    /** Spark infers the types of parameters from their values. */
    private void declared(Context ctx) {
        Parameters parameters = Parameters.of(ctx, Set.of("query", "engine", "settings"));
        callers.of(ctx);
        ObjectNode body = Responses.object();
        ObjectNode names = body.putObject("parameters");
        SqlParameters.names(parameters.text("query")).forEach(name -> names.put(name, "any"));
        Responses.write(ctx, body, FormatChoice.of(ctx, parameters));
    }
}
