package org.sparklaunch.livy.server.session;

import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sparklaunch.livy.server.request.RejectedException;
import org.sparklaunch.livy.server.request.SessionSpec;
import org.sparklaunch.platform.quantity.TimeString;

/**
 * When a session ends by itself. The idle time counts only while no statement is open. By default Livy also ends a busy
 * session, which its users report as a defect. Zero means never.
 */
record Expiration(Duration idle, Duration timeToLive, Duration heartbeat) {

    /** The state of a session at the check; times in epoch milliseconds. */
    record Signs(long now, long createdAt, long lastActivity, long lastHeartbeat, boolean idle) {}

    static Expiration of(SessionSpec.Lifetime wanted, Duration serverIdle) {
        Duration idle = wanted.idleTimeout() == null ? serverIdle : parse(wanted.idleTimeout());
        Duration timeToLive = wanted.ttl() == null ? Duration.ZERO : parse(wanted.ttl());
        return new Expiration(idle, timeToLive, Duration.ofSeconds(Math.max(0, wanted.heartbeatTimeoutInSecond())));
    }

    private static Duration parse(String text) {
        try {
            return TimeString.parse(text);
        } catch (IllegalArgumentException e) {
            throw RejectedException.because(String.valueOf(e.getMessage()));
        }
    }

    /** Returns the reason why the session ends now; empty when it does not. */
    Optional<String> due(Signs signs) {
        return Stream.of(
                        rule(signs.idle(), idle, signs.now() - signs.lastActivity(), "idle"),
                        rule(true, timeToLive, signs.now() - signs.createdAt(), "alive"),
                        rule(true, heartbeat, signs.now() - signs.lastHeartbeat(), "without heartbeat"))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<String> rule(boolean applies, @Nullable Duration limit, long millis, String what) {
        if (!applies || limit == null || limit.isZero() || millis < limit.toMillis()) {
            return Optional.empty();
        }
        return Optional.of(
                "Session ended after " + millis / 1000 + " s " + what + ", the limit is " + limit.toSeconds() + " s.");
    }
}
