package org.sparklaunch.querytracker.query;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keeps queries and results across restarts. Thread-safe. When a method returns, what it wrote survives the death of the tracker.
 */
public interface QueryStore {
    /** Adds a new query; false, and nothing changes, when there is one of its id. */
    boolean add(Query query);

    /** Reads a query. */
    Optional<Query> find(String id);

    /** Reads queries whose settings do not hide them. */
    List<Query> list(QueryFilter filter);

    /** Returns this tracker's queries that have not ended, oldest first. */
    List<Query> unfinished();

    /** Returns how many of this tracker's queries have not ended, by the word of their state, without reading them. */
    Map<String, Long> countUnfinished();

    /**
     * Moves a query from one state to another; false, and nothing changes, when it is not in the state given or has become
     * another tracker's.
     */
    boolean move(String id, QueryState from, QueryState to);

    /** As {@link #move}, for an abort by a user: the query may be any tracker's. */
    boolean moveAnyOwner(String id, QueryState from, QueryState to);

    /** Writes the user's annotations of a query. */
    void annotate(String id, JsonNode annotations);

    /** Writes by which access control objects a query is shared. */
    void share(String id, Set<String> access);

    /** Writes where a query runs. */
    void place(String id, QueryLocation placement);

    /** Writes how far a query is. */
    void progress(String id, QueryProgress progress);

    /** Stores the results of a query that completes and ends it, all or nothing; false when it does not complete. */
    boolean complete(String id, QueryState.Completed end, List<QueryResult> results);

    /** Removes the results of queries that ended before a time, and returns how many. */
    int expireResults(Instant endedBefore);

    /**
     * Returns the names of the folders of full results.
     *
     * @param endedBefore of those whose query ended before; null for all
     */
    Set<String> fullResults(@Nullable Instant endedBefore);

    /** Reads a result. */
    Optional<QueryResult> result(String id, int index);
}
