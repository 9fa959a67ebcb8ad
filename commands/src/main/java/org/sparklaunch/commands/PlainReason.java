package org.sparklaunch.commands;

import java.nio.channels.UnresolvedAddressException;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Describes failures for users: by what happened, and without the names of Java classes. */
public final class PlainReason {
    /** A cause of a cause, and so on; a chain may be a circle. */
    private static final int DEEPEST = 20;

    /** Failures whose message is only a path or a host, or that have none. */
    private static final Map<String, String> WORDS = Map.of(
            "AccessDeniedException", "permission denied",
            "ConnectException", "connection refused",
            "DirectoryNotEmptyException", "the folder is not empty",
            "FileAlreadyExistsException", "exists already",
            "MalformedInputException", "the content is not UTF-8",
            "NoSuchFileException", "no such file or folder",
            "NotDirectoryException", "not a folder",
            "UnknownHostException", "unknown host",
            "UnresolvedAddressException", "unknown host");

    private PlainReason() {}

    /** Returns what happened. */
    public static String of(Throwable failure) {
        return describe(failure, "");
    }

    /**
     * Returns a message in which the failures that it quotes are described so.
     *
     * @param quoted the cause of the exception with the message; null for none
     */
    static String in(String message, @Nullable Throwable quoted) {
        String plain = message;
        Throwable cause = quoted;
        for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
            String shown = cause.toString();
            if (shown.startsWith(cause.getClass().getName()) && plain.contains(shown)) {
                plain = plain.replace(shown, describe(cause, plain.replace(shown, "")));
            }
            cause = cause.getCause();
        }
        return plain;
    }

    /** A path that stands in the message around is not repeated. */
    private static String describe(Throwable failure, String around) {
        String name = failure.getClass().getSimpleName();
        String message = failure.getMessage();
        String words = WORDS.get(name);
        if (message == null || message.isBlank()) {
            // The JDK's HTTP client reports a host that it does not find as a refused connection.
            boolean unknownHost = failure.getCause() instanceof UnresolvedAddressException;
            return unknownHost ? "unknown host" : words == null ? inWords(name) : words;
        }
        if (words == null) {
            return in(message, failure.getCause());
        }
        if (name.equals("ConnectException")) {
            // Its message says whether the connection was refused or took too long.
            return message.substring(0, 1).toLowerCase(Locale.ROOT) + message.substring(1);
        }
        return message.equalsIgnoreCase(words) || around.contains(message) ? words : words + ": " + message;
    }

    /** {@code ClosedChannelException} is "closed channel". */
    private static String inWords(String name) {
        return name.replaceFirst("(?<=.)(Exception|Error)$", "")
                .replaceAll("(?<=[a-z])(?=[A-Z])", " ")
                .toLowerCase(Locale.ROOT);
    }
}
