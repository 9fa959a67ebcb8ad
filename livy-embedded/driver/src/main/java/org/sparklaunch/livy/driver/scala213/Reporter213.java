package org.sparklaunch.livy.driver.scala213;

import java.io.PrintWriter;
import scala.collection.immutable.List;
import scala.reflect.internal.Reporter.Severity;
import scala.reflect.internal.util.CodeAction;
import scala.reflect.internal.util.Position;
import scala.tools.nsc.Settings;
import scala.tools.nsc.interpreter.shell.ReplReporterImpl;

/**
 * Separates the compiler's warnings and errors of one piece of code. Error
 * positions have the classical form {@code <console>:3: error: …}, counted in the lines of the whole statement.
 */
final class Reporter213 extends ReplReporterImpl {
    private static final String MARGIN = "       ";

    private final StringBuilder warnings = new StringBuilder();
    private final StringBuilder failure = new StringBuilder();
    private int linesBefore;

    Reporter213(Settings settings) {
        super(settings, new PrintWriter(PrintWriter.nullWriter()));
    }

    /** Drops the last piece; the next one starts after this number of lines of its statement. */
    void begin(int linesBefore) {
        this.linesBefore = linesBefore;
        warnings.setLength(0);
        failure.setLength(0);
    }

    String warnings() {
        return warnings.toString();
    }

    String failure() {
        return failure.toString();
    }

    @Override
    public void doReport(Position position, String message, Severity severity, List<CodeAction> actions) {
        boolean isError = severity.toString().equals("ERROR");
        StringBuilder target = isError ? failure : warnings;
        if (position.isDefined()) {
            Position at = position.finalPosition();
            target.append("<console>:").append(linesBefore + at.line()).append(": ");
            target.append(isError ? "error: " : "warning: ").append(message).append('\n');
            target.append(MARGIN).append(at.lineContent()).append('\n');
            target.append(MARGIN)
                    .append(" ".repeat(Math.max(0, at.column() - 1)))
                    .append("^\n");
        } else if (isError) {
            target.append("error: ").append(message).append('\n');
        }
        // Warnings without a place only count others and tell which shell command would show them.
    }

    @Override
    public void printMessage(String message) {
        // Beside results and diagnostics the shell prints hints for a user at a prompt.
    }
}
