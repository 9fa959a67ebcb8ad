package org.sparklaunch.livy.driver.policy;

/** The user lacks a right; the message says who, which right, on what, and whom to ask. */
public final class AccessDeniedException extends RuntimeException {

    AccessDeniedException(String message) {
        super(message);
    }
}
