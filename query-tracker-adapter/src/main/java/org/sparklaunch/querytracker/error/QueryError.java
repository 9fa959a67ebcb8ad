package org.sparklaunch.querytracker.error;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * An error in the form of YTsaurus.
 *
 * @param code one of the constants here
 * @param inner what caused it
 */
public record QueryError(int code, String message, Map<String, String> attributes, List<QueryError> inner) {
    /** Any error without its own code. */
    public static final int GENERIC = 1;
    /** The query was aborted. */
    public static final int CANCELED = 2;
    /** The query did not end in time. */
    public static final int TIMEOUT = 3;
    /** There is no object of this name. */
    public static final int NO_SUCH_NODE = 500;
    /** The caller may not do this. */
    public static final int UNAUTHORIZED = 901;
    /** There is no such query. */
    public static final int QUERY_NOT_FOUND = 3901;
    /** The query has no such result. */
    public static final int RESULT_NOT_FOUND = 3902;

    /** Copies the collections. */
    public QueryError {
        attributes = Map.copyOf(attributes);
        inner = List.copyOf(inner);
    }

    /** Returns an error without cause or attributes. */
    public static QueryError of(int code, String message) {
        return new QueryError(code, message, Map.of(), List.of());
    }

    /** Returns an error with this one as its cause. */
    public QueryError within(String message) {
        return new QueryError(code, message, Map.of(), List.of(this));
    }

    /** Returns this error with another innermost message. */
    public QueryError withRootMessage(UnaryOperator<String> change) {
        if (inner.isEmpty()) {
            return new QueryError(code, change.apply(message), attributes, inner);
        }
        List<QueryError> changed = new ArrayList<>(inner);
        changed.set(0, inner.get(0).withRootMessage(change));
        return new QueryError(code, message, attributes, changed);
    }

    /** Returns the innermost message, which names the fault. */
    public String rootMessage() {
        return inner.isEmpty() ? message : inner.get(0).rootMessage();
    }
}
