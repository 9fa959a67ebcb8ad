package org.sparklaunch.querytracker.store;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sparklaunch.querytracker.query.FullResult;
import org.sparklaunch.querytracker.query.Query;
import org.sparklaunch.querytracker.query.QueryFilter;
import org.sparklaunch.querytracker.query.QueryLocation;
import org.sparklaunch.querytracker.query.QueryProgress;
import org.sparklaunch.querytracker.query.QueryResult;
import org.sparklaunch.querytracker.query.QuerySearch;
import org.sparklaunch.querytracker.query.QueryState;
import org.sparklaunch.querytracker.query.QueryStore;

/** {@link QueryStore} in the tables {@code queries} and {@code query_results}. */
final class SqlQueryStore implements QueryStore {
    private static final String MOVE =
            "UPDATE queries SET state = ?, finish_time = ?, result_count = ?, error = ? WHERE id = ? AND state = ?";
    private static final String UNFINISHED = "state IN ('pending', 'running', 'aborting', 'completing')";
    private static final String MINE = " AND tracker = ?";
    private static final int SEARCHED_AT_ONCE = 500;

    private final Jdbc jdbc;
    private final String tracker;

    SqlQueryStore(Jdbc jdbc, String tracker) {
        this.jdbc = jdbc;
        this.tracker = tracker;
    }

    @Override
    public boolean add(Query query) {
        return jdbc.update(
                        """
                INSERT INTO queries
                    (id, user_name, engine, query_text, settings, annotations, start_time, state, progress, is_indexed,
                     tracker, access_control)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0, ?, ?, ?)
                ON CONFLICT (id) DO NOTHING
                """,
                        query.id(),
                        query.user(),
                        query.engine(),
                        query.sql(),
                        JsonColumn.write(query.settings()),
                        JsonColumn.write(query.annotations()),
                        QueryRow.micros(query.start()),
                        query.state().word(),
                        query.isIndexed() ? 1 : 0,
                        tracker,
                        QueryRow.access(query.access()))
                == 1;
    }

    @Override
    public Optional<Query> find(String id) {
        return jdbc.query("SELECT * FROM queries WHERE id = ?", QueryRow::read, id).stream()
                .findFirst();
    }

    @Override
    public List<Query> list(QueryFilter filter) {
        StringBuilder sql = new StringBuilder("SELECT * FROM queries WHERE is_indexed = 1");
        List<@Nullable Object> values = new ArrayList<>();
        with(sql, values, " AND start_time >= ?", micros(filter.from()));
        with(sql, values, " AND start_time <= ?", micros(filter.to()));
        QueryFilter.Cursor cursor = filter.cursor();
        boolean future = cursor != null && cursor.future();
        with(
                sql,
                values,
                " AND start_time " + (future ? ">" : "<") + " ?",
                cursor == null ? null : micros(cursor.time()));
        viewed(sql, values, filter.viewer());
        with(sql, values, " AND user_name = ?", filter.user());
        with(sql, values, " AND state = ?", filter.state());
        with(sql, values, " AND engine = ?", filter.engine());
        String pattern = filter.substring() == null ? null : like(filter.substring());
        with(sql, values, " AND (LOWER(query_text) || ' ' || LOWER(annotations)) LIKE ? ESCAPE '!'", pattern);
        sql.append(" ORDER BY start_time ").append(future ? "ASC" : "DESC").append(", id LIMIT ?");
        QuerySearch search = filter.search();
        return search == null
                ? page(sql.toString(), values, filter.limit())
                : search(sql + " OFFSET ?", values, filter.limit(), search);
    }

    private List<Query> page(String sql, List<@Nullable Object> values, Object... last) {
        List<@Nullable Object> all = new ArrayList<>(values);
        all.addAll(List.of(last));
        return jdbc.query(sql, QueryRow::read, all.toArray());
    }

    /** Words are compared here, page by page: the databases differ in how they search for words. */
    private List<Query> search(String sql, List<@Nullable Object> values, int limit, QuerySearch search) {
        List<Query> found = new ArrayList<>();
        int offset = 0;
        int size = SEARCHED_AT_ONCE;
        while (found.size() < limit && size == SEARCHED_AT_ONCE) {
            List<Query> page = page(sql, values, SEARCHED_AT_ONCE, offset);
            size = page.size();
            offset += size;
            page.stream()
                    .filter(search::matches)
                    .limit((long) limit - found.size())
                    .forEach(found::add);
        }
        return found;
    }

    private static void viewed(StringBuilder sql, List<@Nullable Object> values, QueryFilter.Viewer viewer) {
        if (viewer.user() == null) {
            return;
        }
        sql.append(" AND (user_name = ?");
        values.add(viewer.user());
        for (String object : viewer.objects()) {
            sql.append(" OR access_control LIKE ? ESCAPE '!'");
            values.add("%\"" + escaped(object) + "\"%");
        }
        sql.append(')');
    }

    private static void with(StringBuilder sql, List<@Nullable Object> values, String clause, @Nullable Object value) {
        if (value != null) {
            sql.append(clause);
            values.add(value);
        }
    }

    private static @Nullable Long micros(@Nullable Instant instant) {
        return instant == null ? null : QueryRow.micros(instant);
    }

    private static String like(String part) {
        return "%" + escaped(part.toLowerCase(Locale.ROOT)) + "%";
    }

    private static String escaped(String part) {
        return part.replace("!", "!!").replace("%", "!%").replace("_", "!_");
    }

    @Override
    public Map<String, Long> countUnfinished() {
        Map<String, Long> counts = new HashMap<>();
        jdbc.query(
                        "SELECT state, count(*) FROM queries WHERE " + UNFINISHED + MINE + " GROUP BY state",
                        row -> Map.entry(row.getString(1), row.getLong(2)),
                        tracker)
                .forEach(count -> counts.put(count.getKey(), count.getValue()));
        return counts;
    }

    @Override
    public List<Query> unfinished() {
        return jdbc.query(
                "SELECT * FROM queries WHERE " + UNFINISHED + MINE + " ORDER BY start_time, id",
                QueryRow::read,
                tracker);
    }

    @Override
    public boolean move(String id, QueryState from, QueryState to) {
        return jdbc.inTransaction(connection -> move(connection, id, from.word(), to));
    }

    @Override
    public boolean moveAnyOwner(String id, QueryState from, QueryState to) {
        return jdbc.update(
                        MOVE,
                        to.word(),
                        QueryRow.finish(to),
                        QueryRow.resultCount(to),
                        QueryRow.error(to),
                        id,
                        from.word())
                == 1;
    }

    private boolean move(Connection connection, String id, String from, QueryState to) throws SQLException {
        return Jdbc.update(
                        connection,
                        MOVE + MINE,
                        to.word(),
                        QueryRow.finish(to),
                        QueryRow.resultCount(to),
                        QueryRow.error(to),
                        id,
                        from,
                        tracker)
                == 1;
    }

    @Override
    public void annotate(String id, JsonNode annotations) {
        jdbc.update("UPDATE queries SET annotations = ? WHERE id = ?", JsonColumn.write(annotations), id);
    }

    @Override
    public void share(String id, Set<String> access) {
        jdbc.update("UPDATE queries SET access_control = ? WHERE id = ?", QueryRow.access(access), id);
    }

    @Override
    public void place(String id, QueryLocation placement) {
        jdbc.update(
                "UPDATE queries SET verdict = ?, waiting = ?, session_name = ?, session_id = ?, statement_id = ?"
                        + " WHERE id = ?" + MINE,
                placement.verdict(),
                placement.waiting(),
                placement.sessionName(),
                placement.sessionId(),
                placement.statementId(),
                id,
                tracker);
    }

    @Override
    public void progress(String id, QueryProgress progress) {
        jdbc.update(
                "UPDATE queries SET progress = ?, progress_details = ? WHERE id = ?" + MINE,
                progress.fraction(),
                JsonColumn.write(progress),
                id,
                tracker);
    }

    @Override
    public boolean complete(String id, QueryState.Completed end, List<QueryResult> results) {
        return jdbc.inTransaction(connection -> {
            boolean moved = move(connection, id, "completing", end);
            if (moved) {
                Jdbc.update(connection, "UPDATE queries SET progress = 1 WHERE id = ?", id);
                for (int i = 0; i < results.size(); i++) {
                    addResult(connection, id, i, results.get(i));
                }
            }
            return moved;
        });
    }

    private static void addResult(Connection connection, String id, int index, QueryResult result) throws SQLException {
        Jdbc.update(
                connection,
                "INSERT INTO query_results (query_id, result_index, result_schema, result_rows, is_truncated,"
                        + " full_result) VALUES (?, ?, ?, ?, ?, ?)",
                id,
                index,
                JsonColumn.write(result.schema()),
                JsonColumn.write(result.rows()),
                result.truncated() ? 1 : 0,
                result.full() == null ? null : JsonColumn.write(result.full()));
    }

    @Override
    public int expireResults(Instant endedBefore) {
        return jdbc.update(
                "DELETE FROM query_results WHERE query_id IN (SELECT id FROM queries WHERE finish_time < ?)",
                QueryRow.micros(endedBefore));
    }

    @Override
    public Set<String> fullResults(@Nullable Instant endedBefore) {
        String sql = "SELECT full_result FROM query_results WHERE full_result IS NOT NULL";
        List<String> found = endedBefore == null
                ? jdbc.query(sql, row -> row.getString("full_result"))
                : jdbc.query(
                        sql + " AND query_id IN (SELECT id FROM queries WHERE finish_time < ?)",
                        row -> row.getString("full_result"),
                        QueryRow.micros(endedBefore));
        return found.stream().map(text -> full(text).folder()).collect(Collectors.toSet());
    }

    private static FullResult full(String text) {
        return JsonColumn.read(text, new TypeReference<>() {});
    }

    private static QueryResult result(ResultSet row) throws SQLException {
        String full = row.getString("full_result");
        return new QueryResult(
                (ArrayNode) JsonColumn.read(row.getString("result_schema")),
                (ArrayNode) JsonColumn.read(row.getString("result_rows")),
                row.getInt("is_truncated") != 0,
                full == null ? null : full(full));
    }

    @Override
    public Optional<QueryResult> result(String id, int index) {
        return jdbc
                .query(
                        "SELECT result_schema, result_rows, is_truncated, full_result FROM query_results"
                                + " WHERE query_id = ? AND result_index = ?",
                        SqlQueryStore::result,
                        id,
                        index)
                .stream()
                .findFirst();
    }
}
