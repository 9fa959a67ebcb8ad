package org.sparklaunch.livy.driver.statement;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.sparklaunch.livy.driver.interpreter.Interpreter;
import org.sparklaunch.livy.driver.interpreter.StatementInput;
import org.sparklaunch.livy.driver.output.PrintedOutput;
import org.sparklaunch.livy.driver.output.StatementOutput;
import org.sparklaunch.livy.protocol.SessionKind;
import org.sparklaunch.livy.protocol.StatementState;

/** A statement that left the queue. Guarded by the loop's lock. */
final class RunningStatement {
    final StatementInput statement;
    final SessionKind kind;
    final Thread thread;

    @Nullable
    Interpreter interpreter;

    boolean cancelled;

    RunningStatement(StatementInput statement, SessionKind kind, Thread thread) {
        this.statement = statement;
        this.kind = kind;
        this.thread = thread;
    }

    StatementState finalState() {
        return cancelled ? StatementState.CANCELLED : StatementState.AVAILABLE;
    }

    /** Returns the output of a statement whose thread will not return because the JVM exits. */
    StatementOutput interruptedOutput() {
        boolean exits = Arrays.stream(thread.getStackTrace())
                .anyMatch(frame -> frame.getClassName().equals("java.lang.Runtime")
                        && frame.getMethodName().equals("exit"));
        return PrintedOutput.addTo(
                StatementOutput.failure(
                        "SessionEnded",
                        exits
                                ? "the statement ended the session's driver by System.exit"
                                : "the session's driver was ended while the statement ran"),
                interpreter == null ? "" : interpreter.printed());
    }
}
