package org.sparklaunch.querytracker.livy;

/** A call of a Livy server failed. */
public final class LivyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** The kind of failure, which decides what a caller can do. */
    public enum Reason {
        /** No answer: the request may have been carried out or not. */
        UNREACHABLE,
        /** The token is unknown or has expired. */
        UNAUTHORIZED,
        /** There is no such session or statement of this user. */
        NOT_FOUND,
        /** All sessions of the server are in use. */
        TOO_MANY_SESSIONS,
        /** The request is invalid; repeating it does not help. */
        REFUSED,
        /** The server failed, or its answer is not Livy's. */
        BROKEN
    }

    private final Reason reason;

    LivyException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    LivyException(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    /** Returns the kind of failure. */
    public Reason reason() {
        return reason;
    }
}
