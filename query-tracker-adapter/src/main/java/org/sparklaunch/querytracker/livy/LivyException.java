package org.sparklaunch.querytracker.livy;

/** A Livy server did not do what it was asked for. */
public final class LivyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What a caller can do about it. */
    public enum Reason {
        /** No answer: it may have carried out the request or not. */
        UNREACHABLE,
        /** The token is not known there, or no longer. */
        UNAUTHORIZED,
        /** No such session or statement, or not this user's. */
        NOT_FOUND,
        /** All sessions of the server are in use. */
        TOO_MANY_SESSIONS,
        /** The request itself is refused; repeating it changes nothing. */
        REFUSED,
        /** The server failed or said what Livy does not say. */
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

    /** Why. */
    public Reason reason() {
        return reason;
    }
}
