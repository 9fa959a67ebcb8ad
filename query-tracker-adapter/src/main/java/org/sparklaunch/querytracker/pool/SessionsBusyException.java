package org.sparklaunch.querytracker.pool;

/** Thrown when all sessions of the server are in use and the request does not wait. */
public final class SessionsBusyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SessionsBusyException(String message) {
        super(message);
    }
}
