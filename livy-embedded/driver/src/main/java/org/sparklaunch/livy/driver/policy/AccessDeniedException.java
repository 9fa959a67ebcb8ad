package org.sparklaunch.livy.driver.policy;

/** The user lacks a right; the message says who, which right, on what, and whom to ask. */
public final class AccessDeniedException extends RuntimeException {

    AccessDeniedException(String message) {
        super(message);
    }

    /** The refusal behind a failure; the failure itself if there is none. Spark 3.5 wraps what stops it from sampling a file. */
    public static Throwable orSelf(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof AccessDeniedException) {
                return cause;
            }
        }
        return failure;
    }
}
