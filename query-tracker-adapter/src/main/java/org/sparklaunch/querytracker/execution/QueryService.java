package org.sparklaunch.querytracker.execution;

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
import org.sparklaunch.querytracker.access.AccessControl;
import org.sparklaunch.querytracker.error.QueryError;
import org.sparklaunch.querytracker.error.QueryException;
import org.sparklaunch.querytracker.pool.SessionPool;
import org.sparklaunch.querytracker.query.FullResult;
import org.sparklaunch.querytracker.query.Query;
import org.sparklaunch.querytracker.query.QueryFilter;
import org.sparklaunch.querytracker.query.QueryLocation;
import org.sparklaunch.querytracker.query.QueryProgress;
import org.sparklaunch.querytracker.query.QueryResult;
import org.sparklaunch.querytracker.query.QueryState;
import org.sparklaunch.querytracker.query.QueryState.Completed;
import org.sparklaunch.querytracker.query.QueryState.Draft;
import org.sparklaunch.querytracker.query.QueryState.Pending;
import org.sparklaunch.querytracker.query.QueryState.Running;
import org.sparklaunch.querytracker.query.QueryStore;
import org.sparklaunch.querytracker.settings.QueryLimits;

/**
 * Starts, reads, lists and aborts queries for users. A user sees their own queries and shared ones; the error for others is that
 * of a missing right, as in YTsaurus. Thread-safe.
 */
public final class QueryService implements AutoCloseable {
    private static final String ENGINE = "spyt";

    private final QueryStore store;
    private final QueryLimits limits;
    private final InstantSource clock;
    private final AccessControl access;
    private final QueryExecutor executor;
    private final UserSessions sessions;

    /** Starts no thread before the first query or {@link QueryRecovery}. */
    public QueryService(
            QueryStore store, SessionPool pool, QueryLimits limits, AccessControl access, InstantSource clock) {
        this.store = store;
        this.access = access;
        this.limits = limits;
        this.clock = clock;
        this.executor = new QueryExecutor(store, pool, limits, clock);
        this.sessions = new UserSessions(pool);
    }

    /**
     * A query to start.
     *
     * @param draft whether it is only stored; its settings and its SQL may be unfinished
     * @param mutationId chosen by a client that may send the same request twice, so that it starts one query; null for none
     */
    public record NewQuery(
            String user,
            String engine,
            String sql,
            JsonNode settings,
            JsonNode annotations,
            boolean draft,
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
        Query query = new Query(
                wanted.id().toString(),
                wanted.user(),
                wanted.engine(),
                wanted.sql(),
                wanted.settings(),
                wanted.annotations(),
                now(),
                wanted.draft() ? new Draft() : new Pending(),
                QueryLocation.NONE,
                QueryProgress.NONE,
                wanted.access(),
                "");
        access.check(wanted.access());
        if (wanted.draft()) {
            store.add(query);
            return query.id();
        }
        PreparedQuery prepared = executor.prepare(query);
        if (store.add(query)) {
            executor.start(prepared);
        }
        return query.id();
    }

    /** Replaces the annotations of a query. */
    public void annotate(String user, String id, JsonNode annotations) {
        store.annotate(administered(user, id).id(), annotations);
    }

    /** Shares a query by the named access control objects, which replace the earlier ones. */
    public void share(String user, String id, Set<String> objects) {
        Query query = administered(user, id);
        access.check(objects);
        store.share(query.id(), objects);
    }

    /** Returns a query of the user or a shared one. */
    public Query get(String user, String id) {
        Query query = store.find(id)
                .orElseThrow(() -> new QueryException(
                        QueryError.QUERY_NOT_FOUND,
                        "Query " + id + " is not found; list_queries shows the queries of '" + user + "'"));
        if (!access.mayKnow(user, query)) {
            throw new QueryException(
                    QueryError.UNAUTHORIZED,
                    "query " + id + " belongs to another user and is not shared with '" + user
                            + "'; ask its author for an access control object that grants the right 'use'");
        }
        return query;
    }

    private Query administered(String user, String id) {
        return allowed(user, id, Right.ADMINISTER);
    }

    private Query allowed(String user, String id, Right right) {
        Query query = get(user, id);
        if (!access.allows(user, right, query)) {
            throw new QueryException(
                    QueryError.UNAUTHORIZED,
                    "query " + id + " of '" + query.user() + "' is shared, but '" + user + "' lacks the right '"
                            + right.word() + "'; ask its author for an access control object that grants it");
        }
        return query;
    }

    /** Returns the name of the tracker's own cluster, as the setting {@code cluster} takes it. */
    public String cluster() {
        String path = limits.cluster().value();
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** Returns the rules of access, for listings. */
    public AccessControl access() {
        return access;
    }

    /** Returns the sessions of the tracker, for listings. */
    public UserSessions sessions() {
        return sessions;
    }

    /** Completes when a query has ended. */
    public CompletableFuture<Void> whenEnded(String id) {
        return executor.whenEnded(id);
    }

    /** Returns queries in the order of the filter. */
    public List<Query> list(QueryFilter filter) {
        return store.list(filter);
    }

    /** Returns a result of a completed query. */
    public QueryResult result(String user, String id, int index) {
        Query query = allowed(user, id, Right.READ);
        return store.result(id, index)
                .orElseThrow(() -> new QueryException(
                        QueryError.RESULT_NOT_FOUND,
                        "Query " + id + " has no result " + index + ": " + whyNoResult(query.state(), index)));
    }

    /**
     * Returns where all rows of a result are, if the query asked for a full result.
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
                ? "results are kept for " + limits.retention().toHours() + " h after a query ends; start it again"
                : "it is completed with " + done.results() + " result(s)";
    }

    /**
     * Aborts a query that has not ended. It is {@code aborting} until its session is free.
     *
     * @throws QueryException when it has ended
     */
    public void abort(String user, String id, String message) {
        Query query = administered(user, id);
        QueryError why = QueryError.of(
                QueryError.CANCELED,
                "Query was aborted by user '" + user + "'" + (message.isEmpty() ? "" : " with message: " + message));
        boolean moved = store.moveAnyOwner(
                id, new Pending(), new Pending().abort(now(), why.within("Query " + id + " aborted")));
        if (moved) {
            executor.announceEnd(id);
        } else if (store.moveAnyOwner(id, new Running(), new Running().abort())) {
            executor.interrupt(id, why);
            moved = true;
        }
        if (!moved) {
            throw new QueryException(
                    QueryError.GENERIC,
                    "Cannot abort query " + id + " which is in state \""
                            + get(user, id).state().word() + "\"" + (isFinal(query) ? "" : "; try again"));
        }
    }

    private static boolean isFinal(Query query) {
        return query.state() instanceof Draft || query.state() instanceof QueryState.Ended;
    }

    QueryExecutor executor() {
        return executor;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    /** Stops the threads; unfinished queries continue after the next start. */
    @Override
    public void close() {
        executor.close();
    }
}
