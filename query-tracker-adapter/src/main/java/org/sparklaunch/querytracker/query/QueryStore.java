package org.sparklaunch.querytracker.query;

import java.util.List;
import java.util.Optional;

/** Keeps queries and results across restarts. Thread-safe; what a method wrote survives the
 * tracker's death when it returns. */
public interface QueryStore {
    /** Adds a new query. */
    void add(Query query);

    /** Reads a query. */
    Optional<Query> find(String id);

    /** Reads queries, newest first. */
    List<Query> list(QueryFilter filter);

    /** The queries that are not at an end, oldest first. */
    List<Query> unfinished();

    /** Moves a query from one state to another; false, and nothing changes, when it is not in the state given. */
    boolean move(String id, QueryState from, QueryState to);

    /** Writes where a query runs. */
    void place(String id, Placement placement);

    /** Writes how far a query is. */
    void progress(String id, double progress);

    /** Stores the results of a query that completes and ends it, all or nothing; false when it does not complete. */
    boolean complete(String id, QueryState.Completed end, List<QueryResult> results);

    /** Reads a result. */
    Optional<QueryResult> result(String id, int index);
}
