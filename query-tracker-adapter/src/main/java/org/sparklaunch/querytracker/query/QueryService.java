package org.sparklaunch.querytracker.query;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.sparklaunch.livy.protocol.policy.Right;
import org.sparklaunch.querytracker.pool.SessionPool;
import org.sparklaunch.querytracker.query.QueryState.Aborted;
import org.sparklaunch.querytracker.query.QueryState.Completed;
import org.sparklaunch.querytracker.query.QueryState.Failed;
import org.sparklaunch.querytracker.query.QueryState.Pending;
import org.sparklaunch.querytracker.query.QueryState.Running;

/** What users can do with queries. A user sees their own and what is shared; another's is as if it did not exist. Thread-safe. */
public final class QueryService implements AutoCloseable {
    private static final String ENGINE = "spyt";

    private final QueryStore store;
    private final QueryLimits limits;
    private final InstantSource clock;
    private final AccessControl access;
    private final QueryExecutor executor;

    /** Runs nothing before the first query or {@link QueryRecovery}. */
    public QueryService(
            QueryStore store, SessionPool pool, QueryLimits limits, AccessControl access, InstantSource clock) {
        this.store = store;
        this.access = access;
        this.limits = limits;
        this.clock = clock;
        this.executor = new QueryExecutor(store, pool, limits, clock);
    }

    /**
     * A query to be started.
     *
     * @param mutationId drawn by a client that may send the same wish twice, to get one query by it; null for none
     */
    public record NewQuery(
            String user,
            String engine,
            String text,
            JsonNode settings,
            JsonNode annotations,
            @Nullable String mutationId,
            Set<String> access) {
        private UUID id() {
            return mutationId == null
                    ? UUID.randomUUID()
                    : UUID.nameUUIDFromBytes((user + '\n' + mutationId).getBytes(StandardCharsets.UTF_8));
        }
    }

    /**
     * Accepts a query: when this returns, it is stored and will run.
     *
     * @return its id
     * @throws QueryException when it cannot be accepted
     */
    public String start(NewQuery wanted) {
        if (!wanted.engine().equals(ENGINE)) {
            throw new QueryException(
                    QueryError.GENERIC, "Unknown engine '" + wanted.engine() + "'; this tracker has " + ENGINE);
        }
        if (SqlStatements.of(wanted.text()).isEmpty()) {
            throw new QueryException(QueryError.GENERIC, "The query is empty; give some SQL");
        }
        new SettingsReader(limits).read(wanted.settings());
        access.check(wanted.access());
        Query query = new Query(
                wanted.id().toString(),
                wanted.user(),
                wanted.engine(),
                wanted.text(),
                wanted.settings(),
                wanted.annotations(),
                now(),
                new Pending(),
                QueryLocation.NONE,
                QueryProgress.NONE,
                wanted.access());
        if (store.add(query)) {
            executor.start(query);
        }
        return query.id();
    }

    /** Replaces the marks on a query. */
    public void annotate(String user, String id, JsonNode annotations) {
        store.annotate(administered(user, id).id(), annotations);
    }

    /** Shares a query by the objects named, and no longer by those that it was shared by before. */
    public void share(String user, String id, Set<String> objects) {
        Query query = administered(user, id);
        access.check(objects);
        store.share(query.id(), objects);
    }

    /** Reads a query of the user, or one that is shared. */
    public Query get(String user, String id) {
        return store.find(id)
                .filter(query -> access.mayKnow(user, query))
                .orElseThrow(() -> new QueryException(
                        QueryError.QUERY_NOT_FOUND,
                        "Query " + id + " is not found; list_queries shows the queries of '" + user + "'"));
    }

    private Query administered(String user, String id) {
        return allowed(user, id, Right.ADMINISTER);
    }

    private Query allowed(String user, String id, Right right) {
        Query query = get(user, id);
        if (!access.allows(user, right, query)) {
            throw new QueryException(
                    QueryError.UNAUTHORIZED,
                    "Query " + id + " is '" + query.user() + "'s, who shares it, but '" + user + "' lacks the right '"
                            + right.word() + "'; ask the author for an access control object that gives it");
        }
        return query;
    }

    /** Who may do what, for listings. */
    public AccessControl access() {
        return access;
    }

    /** Completes when a query is at an end. */
    public CompletableFuture<Void> whenEnded(String id) {
        return executor.whenEnded(id);
    }

    /** Reads queries, in the order that the filter says. */
    public List<Query> list(QueryFilter filter) {
        return store.list(filter);
    }

    /** Reads a result of a completed query. */
    public QueryResult result(String user, String id, int index) {
        Query query = allowed(user, id, Right.READ);
        return store.result(id, index)
                .orElseThrow(() -> new QueryException(
                        QueryError.RESULT_NOT_FOUND,
                        "Query " + id + " has no result " + index + ": " + whyNoResult(query.state(), index)));
    }

    /**
     * Reads all rows of a result of a completed query, if it asked for them.
     *
     * @throws QueryException when there are none
     */
    public FullResult fullResult(String user, String id, int index) {
        FullResult full = result(user, id, index).full();
        if (full == null) {
            throw new QueryException(
                    QueryError.RESULT_NOT_FOUND,
                    "Query " + id + " has no full result; start it with the setting full_result=true");
        }
        return full;
    }

    private String whyNoResult(QueryState state, int index) {
        if (!(state instanceof Completed done)) {
            return "it is " + state.word();
        }
        return index >= 0 && index < done.results()
                ? "results are kept for " + limits.retention().toHours() + " h after a query's end; start it again"
                : "it is completed with " + done.results() + " result(s)";
    }

    /**
     * Ends a query that has not ended; it is then {@code aborting} until its session is free.
     *
     * @throws QueryException when it is past that
     */
    public void abort(String user, String id, String message) {
        Query query = administered(user, id);
        QueryError why = QueryError.of(
                QueryError.CANCELED,
                "Query was aborted by user '" + user + "'" + (message.isEmpty() ? "" : " with message: " + message));
        boolean moved =
                store.order(id, new Pending(), new Pending().abort(now(), why.within("Query " + id + " aborted")));
        if (moved) {
            executor.ended(id);
        } else if (store.order(id, new Running(), new Running().abort())) {
            executor.interrupt(id, why);
            moved = true;
        }
        if (!moved) {
            throw new QueryException(
                    QueryError.GENERIC,
                    "Cannot abort query " + id + " which is in state \""
                            + get(user, id).state().word() + "\"" + (isFinal(query) ? "" : "; please try again"));
        }
    }

    private static boolean isFinal(Query query) {
        return query.state() instanceof Completed
                || query.state() instanceof Failed
                || query.state() instanceof Aborted;
    }

    QueryExecutor executor() {
        return executor;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    /** Stops the work; unfinished queries go on after the next start. */
    @Override
    public void close() {
        executor.close();
    }
}
