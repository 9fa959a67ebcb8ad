package org.sparklaunch.querytracker.livy;

/** Thrown when a call of a Livy server fails. */
public final class LivyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** The kind of failure, which decides what a caller can do. */
    public enum Reason {
        /** No answer: the request may have been carried out or not. */
        UNREACHABLE,
        /** Not asked: no connection, or the address is not known at the moment. */
        AWAY,
        /** Not asked: no Livy server was announced for the cluster since this tracker started. */
        NOT_ANNOUNCED,
        /** The server's certificate is not trusted. */
        UNTRUSTED,
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

    /** Whether the server, or ZooKeeper, is away: the same call may succeed later. */
    public boolean isOutage() {
        return reason == Reason.UNREACHABLE || reason == Reason.AWAY || reason == Reason.NOT_ANNOUNCED;
    }

    /** Returns the kind of failure. */
    public Reason reason() {
        return reason;
    }
}
