package org.sparklaunch.livy.server.config;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as Livy writes them: a number and {@code us ms s m min h d}, milliseconds when bare (its ClientConf). */
public final class TimeString {
    private static final Pattern FORM = Pattern.compile("(-?\\d{1,15})([a-z]*)");

    private TimeString() {}

    /**
     * Reads a duration, whatever its case.
     *
     * @throws IllegalArgumentException in Livy's words, which clients see behind {@code Rejected, Reason:}
     */
    public static Duration parse(String text) {
        Matcher matcher = FORM.matcher(text.strip().toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            throw new IllegalArgumentException("Invalid time string: " + text);
        }
        long number = Long.parseLong(matcher.group(1));
        if (number < 0) {
            throw new IllegalArgumentException("Invalid time string: " + text);
        }
        return switch (matcher.group(2)) {
            case "us" -> Duration.ofNanos(Math.multiplyExact(number, 1000L));
            case "", "ms" -> Duration.ofMillis(number);
            case "s" -> Duration.ofSeconds(number);
            case "m", "min" -> Duration.ofSeconds(Math.multiplyExact(number, 60L));
            case "h" -> Duration.ofSeconds(Math.multiplyExact(number, 3600L));
            case "d" -> Duration.ofSeconds(Math.multiplyExact(number, 86400L));
            default -> throw new IllegalArgumentException("Invalid suffix: \"" + matcher.group(2) + "\"");
        };
    }
}
