package org.sparklaunch.livy.server.request;

/** A session is not created; the message is Livy's text for the client. */
public final class RejectedException extends RuntimeException {

    public RejectedException(String message) {
        super(message);
    }

    /** A request that is wrong in itself, in the form that Livy gives to all of them. */
    public static RejectedException because(String reason) {
        return new RejectedException("Rejected, Reason: " + reason);
    }
}
