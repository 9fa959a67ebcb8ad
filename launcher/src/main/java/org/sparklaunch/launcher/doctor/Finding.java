package org.sparklaunch.launcher.doctor;

import java.util.Locale;
import java.util.function.Supplier;
import org.sparklaunch.commands.CommandException;
import org.sparklaunch.discovery.DiscoveryException;

/**
 * The result of one check.
 *
 * @param measured the measured state
 * @param advice what to do; empty when nothing is wrong
 */
public record Finding(Severity severity, String what, String measured, String advice) {
    /** The severity. */
    public enum Severity {
        /** Nothing is wrong. */
        OK,
        /** A launch works, with limits. */
        WARN,
        /** A launch with these options fails. */
        FAIL;

        /** Returns the printed word. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static Finding ok(String what, String measured) {
        return new Finding(Severity.OK, what, measured, "");
    }

    static Finding warn(String what, String measured, String advice) {
        return new Finding(Severity.WARN, what, measured, advice);
    }

    static Finding fail(String what, String measured, String advice) {
        return new Finding(Severity.FAIL, what, measured, advice);
    }

    /** Runs a check of the launch itself, whose error contains the advice. */
    static Finding of(String what, Supplier<String> check) {
        try {
            return ok(what, check.get());
        } catch (CommandException | DiscoveryException e) {
            return fail(what, String.valueOf(e.getMessage()), "");
        }
    }

    /** Returns one line, or several when the error of a launch has several. */
    public String line() {
        return String.format(
                Locale.ROOT, "%-4s  %s: %s%s", severity.word(), what, measured, advice.isEmpty() ? "" : "; " + advice);
    }
}
