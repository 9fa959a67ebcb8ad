package org.sparklaunch.platform.quantity;

import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Durations in Livy's notation, which is Spark's too: a whole number and one of {@code us ms s m min h d}, in upper or lower
 * case. A number without a unit has the unit of the setting that it stands in. Durations have whole milliseconds.
 */
public final class TimeString {
    private static final Pattern FORM = Pattern.compile("(\\d{1,15})\\s*([a-z]*)");

    private TimeString() {}

    /**
     * Parses a duration. A bare number is milliseconds, as in Livy's own settings.
     *
     * @throws IllegalArgumentException in Livy's words, which clients see behind {@code Rejected, Reason:}
     */
    public static Duration parse(String text) {
        return parse(text, TimeUnit.MILLISECONDS);
    }

    /**
     * Parses a duration.
     *
     * @param bare the unit of a number without one
     * @throws IllegalArgumentException in Livy's words
     */
    public static Duration parse(String text, TimeUnit bare) {
        Matcher matcher = FORM.matcher(text.strip().toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            throw new IllegalArgumentException("Invalid time string: " + text);
        }
        long number = Long.parseLong(matcher.group(1));
        TimeUnit unit = switch (matcher.group(2)) {
            case "" -> bare;
            case "us" -> TimeUnit.MICROSECONDS;
            case "ms" -> TimeUnit.MILLISECONDS;
            case "s" -> TimeUnit.SECONDS;
            case "m", "min" -> TimeUnit.MINUTES;
            case "h" -> TimeUnit.HOURS;
            case "d" -> TimeUnit.DAYS;
            default -> throw new IllegalArgumentException("Invalid suffix: \"" + matcher.group(2) + "\"");
        };
        // A duration beyond what milliseconds can count becomes the longest one.
        return Duration.ofMillis(unit.toMillis(number));
    }

    /**
     * Parses the value of a command's option, where a bare number is seconds.
     *
     * @throws IllegalArgumentException with the value and the form that is right
     */
    public static Duration parseOption(String text) {
        try {
            return parse(text, TimeUnit.SECONDS);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "'" + text
                            + "' is not a duration; give a whole number with ms, s, min, h or d, such as 90s or 10min",
                    e);
        }
    }

    /** Returns the shortest text that {@link #parse(String)} reads as the same duration, in whole milliseconds. */
    public static String format(Duration duration) {
        long millis = duration.toMillis();
        if (millis % 1000 != 0 || millis == 0) {
            return millis + "ms";
        }
        long seconds = millis / 1000;
        if (seconds % 86_400 == 0) {
            return seconds / 86_400 + "d";
        }
        if (seconds % 3600 == 0) {
            return seconds / 3600 + "h";
        }
        return seconds % 60 == 0 ? seconds / 60 + "min" : seconds + "s";
    }
}
