package org.sparklaunch.livy.driver.output;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.sparklaunch.livy.protocol.CauseLine;

/** Describes a failure by its message and those of its causes, without stack frames. */
public final class CauseChain {
    /** Their names add nothing to their messages. */
    private static final Set<String> GENERAL = Set.of(
            "Error",
            "Exception",
            "ExecutionException",
            "IOException",
            "IllegalArgumentException",
            "IllegalStateException",
            "InvocationTargetException",
            "RuntimeException",
            "UncheckedIOException",
            "UndeclaredThrowableException");

    private CauseChain() {}

    /** Returns the message of the failure and its {@linkplain #causes causes}. */
    public static String describe(Throwable failure) {
        return ownMessage(failure) + causes(failure);
    }

    /** Returns a line {@code Caused by: …} for each cause whose message is not in one before it. */
    public static String causes(Throwable failure) {
        String own = ownMessage(failure);
        StringBuilder text = new StringBuilder(own);
        for (Throwable cause : chain(failure)) {
            String message = message(cause);
            if (!message.isEmpty() && text.indexOf(message) < 0) {
                text.append('\n').append(CauseLine.PREFIX).append(named(cause, message));
            }
        }
        return text.substring(own.length());
    }

    private static String ownMessage(Throwable failure) {
        String message = failure.getMessage();
        return message == null ? failure.toString() : StackFrames.split(message).message();
    }

    private static List<Throwable> chain(Throwable failure) {
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        seen.add(failure);
        List<Throwable> causes = new ArrayList<>();
        for (Throwable cause = failure.getCause(); cause != null && seen.add(cause); cause = cause.getCause()) {
            causes.add(cause);
        }
        return causes;
    }

    /** A wrapper whose message is its cause has none of its own. */
    private static String message(Throwable cause) {
        String message = cause.getMessage();
        boolean wrapper =
                cause.getCause() != null && cause.getCause().toString().equals(message);
        if (wrapper) {
            return "";
        }
        if (message == null || message.isBlank()) {
            return GENERAL.contains(cause.getClass().getSimpleName()) ? "" : words(cause);
        }
        return StackFrames.split(message).message().strip();
    }

    /** The message of many of Java's exceptions is only a path, a host or a class. Their names show what is wrong with it. */
    private static String named(Throwable cause, String message) {
        boolean java = cause.getClass().getName().startsWith("java.");
        boolean general = GENERAL.contains(cause.getClass().getSimpleName()) || message.equals(words(cause));
        return java && !general ? words(cause) + ": " + message : message;
    }

    /** {@code UnknownHostException} is "unknown host". */
    private static String words(Throwable cause) {
        return cause.getClass()
                .getSimpleName()
                .replaceFirst("(Exception|Error)$", "")
                .replaceAll("(?<=[a-z])(?=[A-Z])", " ")
                .toLowerCase(Locale.ROOT);
    }
}
