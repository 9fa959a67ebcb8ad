package org.sparklaunch.querytracker.pool;

import java.util.List;
import java.util.regex.Pattern;

/** Thrown when a session does not become usable. */
public final class SessionStartException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What the server and Spark log when a driver ended through no fault of its own. */
    private static final Pattern FROM_OUTSIDE = Pattern.compile(".*(The driver of session \\d+ has ended\\."
            + "|Cannot recover interactive session|masters are unresponsive|Master removed our application"
            // The connection to the master ended while the driver registered.
            + "|has ended: .*(ClosedChannelException|Connection (refused|reset)|Failed to connect to)).*");

    private final boolean fromOutside;

    private SessionStartException(String message, boolean fromOutside) {
        super(message);
        this.fromOutside = fromOutside;
    }

    static SessionStartException of(String message, List<String> log) {
        return new SessionStartException(
                message,
                log.stream().anyMatch(line -> FROM_OUTSIDE.matcher(line).matches()));
    }

    static SessionStartException vanished(String message) {
        return new SessionStartException(message, true);
    }

    /** Whether the driver was killed, or lost its master: another session may start. */
    public boolean isFromOutside() {
        return fromOutside;
    }
}
