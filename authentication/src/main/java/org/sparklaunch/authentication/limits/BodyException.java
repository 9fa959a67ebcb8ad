package org.sparklaunch.authentication.limits;

/** Thrown for a request body that was not read completely. Its message is for the client. */
public final class BodyException extends RuntimeException {
    private final int status;

    BodyException(int status, String message, Throwable cause) {
        super(message, cause);
        this.status = status;
    }

    BodyException(int status, String message) {
        super(message);
        this.status = status;
    }

    /** Returns the HTTP status of the response: 400, 408, 413 or 503. */
    public int status() {
        return status;
    }
}
