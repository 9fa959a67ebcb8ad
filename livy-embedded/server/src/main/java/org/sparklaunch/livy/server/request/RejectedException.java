package org.sparklaunch.livy.server.request;

/** Thrown when a session or batch is not created; the message is Livy's for the client. */
public final class RejectedException extends RuntimeException {
    private static final String PREFIX = "Rejected, Reason: ";

    private final Kind kind;

    /** What is wrong. */
    public enum Kind {
        /** The request itself. */
        REQUEST,
        /** Another session or batch has the name. */
        NAME_TAKEN,
        /** A limit is reached; the same request may succeed later. */
        LIMIT
    }

    private RejectedException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    /** Returns the exception for an invalid request, in Livy's form. */
    public static RejectedException because(String reason) {
        return new RejectedException(Kind.REQUEST, PREFIX + reason);
    }

    /** Returns the exception for a name that a session or batch has, with Livy's message. */
    public static RejectedException nameTaken(String name, int id) {
        return new RejectedException(
                Kind.NAME_TAKEN, PREFIX + "Duplicate session name: Some(" + name + ") for session " + id);
    }

    /** Returns the exception for a limit that is reached. */
    public static RejectedException limit(String message) {
        return new RejectedException(Kind.LIMIT, message);
    }

    public Kind kind() {
        return kind;
    }

    /** Returns the message without Livy's beginning. */
    public String reason() {
        String message = String.valueOf(getMessage());
        return message.startsWith(PREFIX) ? message.substring(PREFIX.length()) : message;
    }
}
