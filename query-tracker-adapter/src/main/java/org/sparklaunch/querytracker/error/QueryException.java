package org.sparklaunch.querytracker.error;

/** Thrown when a request or a query fails with a {@link QueryError}. */
public final class QueryException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient QueryError error;

    /** An exception with an error. */
    public QueryException(QueryError error) {
        super(error.message());
        this.error = error;
    }

    /** An exception with an error without cause or attributes. */
    public QueryException(int code, String message) {
        this(QueryError.of(code, message));
    }

    /** Returns the error. */
    public QueryError error() {
        return error;
    }
}
