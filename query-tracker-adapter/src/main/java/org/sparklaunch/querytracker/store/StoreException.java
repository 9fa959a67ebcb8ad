package org.sparklaunch.querytracker.store;

/** Thrown when the database cannot be read or written. */
final class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
