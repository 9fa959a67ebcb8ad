package org.sparklaunch.livy.settings;

import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
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
            case "us" -> millis(TimeUnit.MICROSECONDS, number);
            case "", "ms" -> millis(TimeUnit.MILLISECONDS, number);
            case "s" -> millis(TimeUnit.SECONDS, number);
            case "m", "min" -> millis(TimeUnit.MINUTES, number);
            case "h" -> millis(TimeUnit.HOURS, number);
            case "d" -> millis(TimeUnit.DAYS, number);
            default -> throw new IllegalArgumentException("Invalid suffix: \"" + matcher.group(2) + "\"");
        };
    }

    /** What is longer than milliseconds can count is as long as they can, which is for ever. */
    private static Duration millis(TimeUnit unit, long number) {
        return Duration.ofMillis(unit.toMillis(number));
    }
}
