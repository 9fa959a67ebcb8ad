package org.sparklaunch.livy.driver.interpreter;

/** Starts the interpreter of one language; called at the first statement of its kind. */
@FunctionalInterface
public interface InterpreterFactory {

    /**
     * Starts the interpreter and returns when it can take a statement.
     *
     * @throws InterpreterStartException when it cannot be had; the statement shows the reason, the session lives on
     * @throws InterruptedException when the first statement was cancelled in the meantime; nothing started may remain
     */
    Interpreter start(InterpreterEnvironment environment) throws InterpreterStartException, InterruptedException;
}
