package org.sparklaunch.livy.driver.statement;

import org.jspecify.annotations.Nullable;
import org.sparklaunch.livy.driver.interpreter.Interpreter;
import org.sparklaunch.livy.driver.interpreter.StatementInput;
import org.sparklaunch.livy.protocol.SessionKind;

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
}
