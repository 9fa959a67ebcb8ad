package org.sparklaunch.livy.server.request;

/** Thrown when a session or batch is not created; the message is Livy's for the client. */
public final class RejectedException extends RuntimeException {

    public RejectedException(String message) {
        super(message);
    }

    /** Returns the exception for an invalid request, in Livy's form. */
    public static RejectedException because(String reason) {
        return new RejectedException("Rejected, Reason: " + reason);
    }
}
