package org.sparklaunch.livy.server.driver.log;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds in a driver's log why the driver ended. Frames of a stack trace never are the reason. */
public final class FailureReason {
    private static final Pattern UNRESOLVED = Pattern.compile(".*::\\s+(\\S+#\\S+;\\S+): (not found|.*)");

    private static final Pattern THROWN = Pattern.compile(
            "(?:Exception in thread \"[^\"]*\" )?((?:[A-Za-z_$][\\w$]*\\.)+[A-Z][\\w$]*(?:Exception|Error|Failure)\\b.*)");

    private static final Pattern CAUSE = Pattern.compile("\\s*Caused by: (.+)");
    private static final Pattern OWN =
            Pattern.compile("Session driver: (?:session \\S+ failed: |the driver ends, )(.+)");
    private static final int LONGEST = 1_000;

    private FailureReason() {}

    /** Returns the reason why a driver did not start: Ivy's summary, or the last exception with its innermost cause. */
    public static Optional<String> ofStart(List<String> log) {
        Optional<String> unresolved = unresolved(log);
        return (unresolved.isPresent() ? unresolved : lastException(log)).map(FailureReason::cut);
    }

    /** Returns the reason that the driver itself gave for its end. Exceptions in the log may belong to statements. */
    public static Optional<String> ofEnd(List<String> log) {
        return log.stream()
                .map(OWN::matcher)
                .filter(Matcher::matches)
                .reduce((first, second) -> second)
                .map(match -> cut(match.group(1)));
    }

    private static Optional<String> unresolved(List<String> log) {
        if (log.stream().noneMatch(line -> line.contains("UNRESOLVED DEPENDENCIES"))) {
            return Optional.empty();
        }
        List<String> missing = new ArrayList<>();
        for (String line : log) {
            Matcher match = UNRESOLVED.matcher(line);
            if (match.matches() && !missing.contains(match.group(1) + ": " + match.group(2))) {
                missing.add(match.group(1) + ": " + match.group(2));
            }
        }
        return missing.isEmpty()
                ? Optional.empty()
                : Optional.of("unresolved dependencies: " + String.join(", ", missing));
    }

    private static Optional<String> lastException(List<String> log) {
        String thrown = null;
        String cause = null;
        for (String line : log) {
            Matcher exception = THROWN.matcher(line);
            Matcher inner = CAUSE.matcher(line);
            if (exception.matches()) {
                thrown = exception.group(1);
                cause = null;
            } else if (inner.matches()) {
                cause = inner.group(1);
            }
        }
        if (thrown == null) {
            return ofEnd(log);
        }
        return Optional.of(cause == null || thrown.contains(cause) ? thrown : thrown + "; caused by " + cause);
    }

    private static String cut(String reason) {
        return reason.length() <= LONGEST ? reason : reason.substring(0, LONGEST) + "…";
    }
}
