package org.sparklaunch.livy.driver.interpreter;

/** A language is not to be had in this session; the message says what is missing and what to do. */
public final class InterpreterStartException extends Exception {

    public InterpreterStartException(String message, Throwable cause) {
        super(message, cause);
    }

    public InterpreterStartException(String message) {
        super(message);
    }
}
