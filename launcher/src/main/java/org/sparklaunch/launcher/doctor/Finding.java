package org.sparklaunch.launcher.doctor;

import java.util.Locale;
import java.util.function.Supplier;
import org.sparklaunch.commands.CommandException;
import org.sparklaunch.discovery.DiscoveryException;

/**
 * What one check came to.
 *
 * @param measured the state found
 * @param advice what to do; empty when all is well
 */
public record Finding(Verdict verdict, String what, String measured, String advice) {
    /** How bad it is. */
    public enum Verdict {
        /** As it should be. */
        OK,
        /** A launch works, but not all of it or not well. */
        WARN,
        /** A launch with these options fails. */
        FAIL;

        /** As printed. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static Finding ok(String what, String measured) {
        return new Finding(Verdict.OK, what, measured, "");
    }

    static Finding warn(String what, String measured, String advice) {
        return new Finding(Verdict.WARN, what, measured, advice);
    }

    static Finding fail(String what, String measured, String advice) {
        return new Finding(Verdict.FAIL, what, measured, advice);
    }

    /** A check that is the launch's own: its refusal says what to do. */
    static Finding of(String what, Supplier<String> check) {
        try {
            return ok(what, check.get());
        } catch (CommandException | DiscoveryException e) {
            return fail(what, String.valueOf(e.getMessage()), "");
        }
    }

    /** One line, or more where a launch's refusal has more. */
    public String line() {
        return String.format(
                Locale.ROOT, "%-4s  %s: %s%s", verdict.word(), what, measured, advice.isEmpty() ? "" : "; " + advice);
    }
}
