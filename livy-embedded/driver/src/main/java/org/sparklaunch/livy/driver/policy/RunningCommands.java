package org.sparklaunch.livy.driver.policy;

import java.util.function.Predicate;

/**
 * Finds out from the stack of the calling thread which commands run on it. Spark's extensions are not called when a command begins or
 * ends. Names of classes are those of Spark 3.5 and 4.
 */
final class RunningCommands {
    private static final String PACKAGE = "org.apache.spark.sql.execution.";

    private RunningCommands() {}

    /** Returns whether the calling thread is inside a command, such as its nested query. */
    static boolean exist() {
        // ExecutedCommandExec, DataWritingCommandExec and V2CommandExec call all commands.
        return isOnStack(type -> type.startsWith(PACKAGE) && type.endsWith("CommandExec"));
    }

    /** Returns whether an EXPLAIN analyzes a plan on the calling thread, which does not run. */
    static boolean includeExplain() {
        return isOnStack((PACKAGE + "command.ExplainCommand")::equals);
    }

    private static boolean isOnStack(Predicate<String> type) {
        return StackWalker.getInstance()
                .walk(frames -> frames.map(StackWalker.StackFrame::getClassName).anyMatch(type));
    }
}
