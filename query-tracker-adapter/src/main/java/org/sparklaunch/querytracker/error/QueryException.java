package org.sparklaunch.querytracker.error;

/** A request, or a query's work, failed with a {@link QueryError}. */
public final class QueryException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient QueryError error;

    /** Carries the error. */
    public QueryException(QueryError error) {
        super(error.message());
        this.error = error;
    }

    /** An error without more to it. */
    public QueryException(int code, String message) {
        this(QueryError.of(code, message));
    }

    /** What went wrong. */
    public QueryError error() {
        return error;
    }
}
