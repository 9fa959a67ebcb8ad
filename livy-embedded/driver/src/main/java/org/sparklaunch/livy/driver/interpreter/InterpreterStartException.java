package org.sparklaunch.livy.driver.interpreter;

/** Thrown when a language is not available in this session; the message names what is missing and what to do. */
public final class InterpreterStartException extends Exception {

    public InterpreterStartException(String message, Throwable cause) {
        super(message, cause);
    }

    public InterpreterStartException(String message) {
        super(message);
    }
}
