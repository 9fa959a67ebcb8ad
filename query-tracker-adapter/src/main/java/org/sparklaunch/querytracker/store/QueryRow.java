package org.sparklaunch.querytracker.store;

import com.fasterxml.jackson.core.type.TypeReference;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.sparklaunch.querytracker.error.QueryError;
import org.sparklaunch.querytracker.query.Query;
import org.sparklaunch.querytracker.query.QueryLocation;
import org.sparklaunch.querytracker.query.QueryProgress;
import org.sparklaunch.querytracker.query.QueryState;

/** Converts between rows of the table {@code queries} and {@link Query}. */
final class QueryRow {
    private QueryRow() {}

    static Query read(ResultSet row) throws SQLException {
        return new Query(
                row.getString("id"),
                row.getString("user_name"),
                row.getString("engine"),
                row.getString("query_text"),
                JsonColumn.read(row.getString("settings")),
                JsonColumn.read(row.getString("annotations")),
                instant(row.getLong("start_time")),
                state(row),
                new QueryLocation(
                        row.getString("verdict"),
                        row.getString("waiting"),
                        row.getString("session_name"),
                        integer(row, "session_id"),
                        integer(row, "statement_id")),
                progress(row),
                access(row),
                row.getString("tracker"));
    }

    private static Set<String> access(ResultSet row) throws SQLException {
        return Set.copyOf(JsonColumn.read(row.getString("access_control"), new TypeReference<List<String>>() {}));
    }

    static String access(Set<String> access) {
        return JsonColumn.write(new TreeSet<>(access));
    }

    private static QueryProgress progress(ResultSet row) throws SQLException {
        String text = row.getString("progress_details");
        return text == null ? QueryProgress.NONE : JsonColumn.read(text, new TypeReference<>() {});
    }

    private static QueryState state(ResultSet row) throws SQLException {
        String word = row.getString("state");
        return switch (word) {
            case "draft" -> new QueryState.Draft();
            case "pending" -> new QueryState.Pending();
            case "running" -> new QueryState.Running();
            case "aborting" -> new QueryState.Aborting();
            case "completing" -> new QueryState.Completing();
            case "completed" -> new QueryState.Completed(finish(row), row.getInt("result_count"));
            case "failed" -> new QueryState.Failed(finish(row), error(row));
            case "aborted" -> new QueryState.Aborted(finish(row), error(row));
            default -> throw new SQLException("unknown state '" + word + "' of query " + row.getString("id"));
        };
    }

    private static Instant finish(ResultSet row) throws SQLException {
        return instant(row.getLong("finish_time"));
    }

    private static QueryError error(ResultSet row) throws SQLException {
        return JsonColumn.read(row.getString("error"), new TypeReference<QueryError>() {});
    }

    private static @Nullable Integer integer(ResultSet row, String column) throws SQLException {
        int value = row.getInt(column);
        return row.wasNull() ? null : value;
    }

    static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }

    private static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    static @Nullable Long finish(QueryState state) {
        return state instanceof QueryState.Ended ended ? micros(ended.finish()) : null;
    }

    static @Nullable String error(QueryState state) {
        return state instanceof QueryState.Unsuccessful ended ? JsonColumn.write(ended.error()) : null;
    }

    static @Nullable Integer resultCount(QueryState state) {
        return state instanceof QueryState.Completed completed ? completed.results() : null;
    }
}
