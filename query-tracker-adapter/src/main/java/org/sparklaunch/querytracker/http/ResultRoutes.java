package org.sparklaunch.querytracker.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.sparklaunch.querytracker.error.QueryError;
import org.sparklaunch.querytracker.error.QueryException;
import org.sparklaunch.querytracker.execution.QueryService;
import org.sparklaunch.querytracker.format.DataFormat;
import org.sparklaunch.querytracker.format.DsvOptions;
import org.sparklaunch.querytracker.format.ResultJson;
import org.sparklaunch.querytracker.format.RowRange;
import org.sparklaunch.querytracker.format.RowSerializer;
import org.sparklaunch.querytracker.query.FullResult;
import org.sparklaunch.querytracker.query.QueryResult;
import org.sparklaunch.querytracker.query.RowCursor;
import org.sparklaunch.querytracker.result.ResultFolder;

/** What a query brought: {@code get_query_result} tells about it, {@code read_query_result} gives the rows. */
final class ResultRoutes {
    private static final String FULL_RESULT_FILE = "full_result_file";

    private final QueryService queries;
    private final UserResolver callers;
    private final ResultFolder fullResults;

    ResultRoutes(QueryService queries, UserResolver callers, ResultFolder fullResults) {
        this.queries = queries;
        this.callers = callers;
        this.fullResults = fullResults;
    }

    /** Ours: a file of the full result, by its number, as it was written. */
    private void fullResult(Context ctx, Parameters parameters) {
        FullResult full =
                queries.fullResult(callers.of(ctx), parameters.text("query_id"), parameters.intOr("result_index", 0));
        Path file = fullResults.file(full, parameters.intOr(FULL_RESULT_FILE, 0));
        try {
            ctx.contentType("application/vnd.apache.parquet")
                    .header("Content-Length", Long.toString(Files.size(file)))
                    .header("Content-Disposition", "attachment; filename=\"" + file.getFileName() + "\"")
                    .result(Files.newInputStream(file));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the file of the full result", e);
        }
    }

    void register(RoutesConfig routes) {
        routes.get(ApiCommand.GET_QUERY_RESULT.path(), this::describe);
        routes.get(ApiCommand.READ_QUERY_RESULT.path(), this::rows);
    }

    private void describe(Context ctx) {
        Parameters parameters = Parameters.of(ctx, Set.of("query_id", "result_index"));
        String id = parameters.text("query_id");
        int index = parameters.intOr("result_index", 0);
        QueryResult result = queries.result(callers.of(ctx), id, index);
        Responses.write(ctx, ResultJson.meta(id, index, result), FormatChoice.of(ctx, parameters));
    }

    /** With a named format the response is the rows alone, as in YTsaurus; otherwise one JSON object with schema and rows. */
    private void rows(Context ctx) {
        Parameters parameters = Parameters.of(
                ctx,
                Set.of("query_id", "result_index", "columns", "lower_row_index", "upper_row_index", FULL_RESULT_FILE));
        if (parameters.has(FULL_RESULT_FILE)) {
            fullResult(ctx, parameters);
            return;
        }
        QueryResult result =
                queries.result(callers.of(ctx), parameters.text("query_id"), parameters.intOr("result_index", 0));
        RowRange range = new RowRange(
                parameters.longOr("lower_row_index", 0),
                parameters.longOr("upper_row_index", Long.MAX_VALUE),
                parameters.names("columns"));
        DataFormat format = FormatChoice.of(ctx, parameters);
        DsvOptions options = dsv(format, FormatChoice.attributes(ctx, parameters));
        boolean whole = format == DataFormat.JSON && parameters.node("output_format") == null;
        ctx.contentType(format.contentType());
        try {
            send(
                    ctx,
                    result,
                    open(
                            result,
                            rows -> whole
                                    ? RowSerializer.whole(result, rows, range)
                                    : RowSerializer.rows(result, rows, range, format, options)));
        } catch (IllegalArgumentException e) {
            throw new QueryException(
                    QueryError.GENERIC, "the result cannot be written in this format: " + e.getMessage());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the rows of the result", e);
        }
    }

    /** Begins to write the rows in a format. */
    private interface Serialization {
        InputStream begin(RowCursor rows) throws IOException;
    }

    /** Opens the rows, and closes them if their format cannot be begun. */
    private InputStream open(QueryResult result, Serialization serialization) throws IOException {
        RowCursor rows = fullResults.open(result);
        boolean begun = false;
        try {
            InputStream body = serialization.begin(rows);
            begun = true;
            return body;
        } finally {
            if (!begun) {
                rows.close();
            }
        }
    }

    private static DsvOptions dsv(DataFormat format, JsonNode attributes) {
        return switch (format) {
            case DSV -> DsvAttributes.named(attributes);
            case SCHEMAFUL_DSV -> DsvAttributes.schemaful(attributes);
            default -> DsvOptions.DEFAULT;
        };
    }

    /** Rows of a file are sent while they are read. Others are small and complete first, so that an error has its status. */
    private static void send(Context ctx, QueryResult result, InputStream body) throws IOException {
        if (result.isInFile()) {
            ctx.result(new StreamedBody(ctx, body));
            return;
        }
        try (body) {
            ctx.result(body.readAllBytes());
        }
    }
}
