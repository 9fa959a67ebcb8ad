package org.sparklaunch.querytracker.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Set;
import org.sparklaunch.querytracker.query.QueryResult;
import org.sparklaunch.querytracker.query.QueryService;

/** What a query brought: {@code get_query_result} tells about it, {@code read_query_result} gives the rows. */
final class ResultRoutes {
    private final QueryService queries;
    private final Callers callers;

    ResultRoutes(QueryService queries, Callers callers) {
        this.queries = queries;
        this.callers = callers;
    }

    void register(RoutesConfig routes) {
        routes.get(Command.GET_QUERY_RESULT.path(), this::describe);
        routes.get(Command.READ_QUERY_RESULT.path(), this::rows);
    }

    private void describe(Context ctx) {
        Parameters parameters = Parameters.of(ctx, Set.of("query_id", "result_index"));
        String id = parameters.text("query_id");
        int index = parameters.intOr("result_index", 0);
        QueryResult result = queries.result(callers.of(ctx), id, index);
        Answers.write(ctx, ResultJson.meta(id, index, result), FormatChoice.of(ctx, parameters));
    }

    /** Whoever names a format gets rows and nothing else in it, as at YTsaurus; else one JSON object says it all. */
    private void rows(Context ctx) {
        Parameters parameters =
                Parameters.of(ctx, Set.of("query_id", "result_index", "columns", "lower_row_index", "upper_row_index"));
        QueryResult result =
                queries.result(callers.of(ctx), parameters.text("query_id"), parameters.intOr("result_index", 0));
        RowRange range = new RowRange(
                parameters.intOr("lower_row_index", 0),
                parameters.intOr("upper_row_index", Integer.MAX_VALUE),
                parameters.names("columns"));
        DataFormat format = FormatChoice.of(ctx, parameters);
        if (format == DataFormat.JSON && parameters.node("output_format") == null) {
            Answers.write(ctx, ResultJson.rows(result, range));
        } else {
            ctx.contentType(format.contentType()).result(RowBytes.of(result, range, format));
        }
    }
}
