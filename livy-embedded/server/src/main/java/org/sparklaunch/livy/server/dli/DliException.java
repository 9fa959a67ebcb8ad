package org.sparklaunch.livy.server.dli;

/** Thrown when a request is refused; the message is for the client. */
public final class DliException extends RuntimeException {
    private final DliError error;

    DliException(DliError error, String message) {
        super(message);
        this.error = error;
    }

    public DliError error() {
        return error;
    }
}
