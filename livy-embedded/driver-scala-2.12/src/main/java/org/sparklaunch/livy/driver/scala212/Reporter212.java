package org.sparklaunch.livy.driver.scala212;

import scala.reflect.internal.Reporter;
import scala.reflect.internal.util.Position;
import scala.tools.nsc.interpreter.IMain;
import scala.tools.nsc.interpreter.ReplReporter;

/**
 * Separates the compiler's warnings and errors of one piece of code. Error
 * positions are counted in the lines of the whole statement; 2.12 itself counts those of the class that it wraps code into.
 */
final class Reporter212 extends ReplReporter {
    private static final String MARGIN = "       ";

    private final StringBuilder warnings = new StringBuilder();
    private final StringBuilder errors = new StringBuilder();
    private String code = "";
    private int linesBefore;

    Reporter212(IMain shell) {
        super(shell);
    }

    /** Drops the last piece; the next one starts after this number of lines of its statement. */
    void begin(String nextCode, int nextLinesBefore) {
        code = nextCode;
        linesBefore = nextLinesBefore;
        warnings.setLength(0);
        errors.setLength(0);
    }

    String warnings() {
        return warnings.toString();
    }

    String errors() {
        return errors.toString();
    }

    @Override
    public void printMessage(String message) {
        // Beside diagnostics the shell prints hints for a user at a prompt.
    }

    @Override
    public void display(Position position, String message, Reporter.Severity severity) {
        boolean isError = severity.toString().equals("ERROR");
        StringBuilder target = isError ? errors : warnings;
        if (position.isDefined()) {
            Position at = position.finalPosition();
            target.append("<console>:").append(linesBefore + lineInCode(at)).append(": ");
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

    private int lineInCode(Position at) {
        String wrapped = new String(at.source().content());
        int start = wrapped.indexOf(code.stripTrailing());
        if (start >= 0) {
            return at.line()
                    - Math.toIntExact(wrapped.substring(0, start).lines().count());
        }
        // The shell cut the code to give its last expression a name.
        return 1 + Math.max(0, code.lines().toList().indexOf(at.lineContent()));
    }
}
