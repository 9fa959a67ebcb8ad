package org.sparklaunch.querytracker.arrow;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** Microseconds since 1970 of timestamps in the whole range of Spark. */
public final class EpochMicros {
    private static final long PER_SECOND = 1_000_000;

    private EpochMicros() {}

    /**
     * Parses a cell of a timestamp.
     *
     * @param type {@code timestamp}, in UTC, or {@code timestamp_ntz}
     * @throws java.time.DateTimeException when the text is not ISO 8601
     * @throws ArithmeticException when the time is outside the range of Spark
     */
    public static long parse(String type, String text) {
        return of(
                type.equals("timestamp")
                        ? Instant.parse(text)
                        : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC));
    }

    /** ChronoUnit.MICROS counts in nanoseconds and overflows outside the years 1677 to 2262. */
    static long of(Instant instant) {
        long seconds = instant.getEpochSecond();
        long micros = instant.getNano() / 1_000;
        // The earliest timestamp overflows in whole seconds, but not as the sum.
        return seconds < 0 && micros > 0
                ? Math.addExact(Math.multiplyExact(seconds + 1, PER_SECOND), micros - PER_SECOND)
                : Math.addExact(Math.multiplyExact(seconds, PER_SECOND), micros);
    }
}
