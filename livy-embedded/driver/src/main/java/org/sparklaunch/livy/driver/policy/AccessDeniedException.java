package org.sparklaunch.livy.driver.policy;

/** Reports a missing right; the message names the user, the right, the resource and whom to ask. */
public final class AccessDeniedException extends RuntimeException {

    AccessDeniedException(String message) {
        super(message);
    }

    /** Returns the refusal that caused a failure, or the failure itself. Spark wraps some exceptions of the analysis. */
    public static Throwable orSelf(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof AccessDeniedException) {
                return cause;
            }
        }
        return failure;
    }
}
