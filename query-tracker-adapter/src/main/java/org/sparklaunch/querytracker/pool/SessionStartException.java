package org.sparklaunch.querytracker.pool;

/** A session did not become usable. */
public final class SessionStartException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SessionStartException(String message) {
        super(message);
    }
}
