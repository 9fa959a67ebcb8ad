package org.sparklaunch.authentication;

import java.time.Duration;

/** Thrown for a login that was not checked, because too many failed before or too many are being checked. */
public final class TooManyLoginsException extends RuntimeException {
    private final Duration retryAfter;

    TooManyLoginsException(String message, Duration retryAfter) {
        super(message);
        this.retryAfter = retryAfter;
    }

    /** Returns the seconds after which the next attempt is checked, at least 1, as for {@code Retry-After}. */
    public long retryAfterSeconds() {
        return Math.max(1, retryAfter.plusMillis(999).toSeconds());
    }
}
