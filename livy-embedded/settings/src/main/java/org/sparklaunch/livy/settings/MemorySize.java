package org.sparklaunch.livy.settings;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An amount of memory as Spark and the JVM write it: a number and one of {@code k m g t}, also {@code mb} and the like; a
 * bare number is mebibytes, as in Spark's {@code spark.driver.memory}.
 */
public record MemorySize(long mebibytes) {
    private static final Pattern FORM = Pattern.compile("(\\d{1,12})(?:([kmgt])b?)?");

    /**
     * Reads a size.
     *
     * @throws IllegalArgumentException naming the text, when it has another form or is less than one mebibyte
     */
    public static MemorySize parse(String text) {
        Matcher matcher = FORM.matcher(text.strip().toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            throw new IllegalArgumentException("'" + text + "' is not a memory size, write one like 512m or 2g");
        }
        long number = Long.parseLong(matcher.group(1));
        String unit = matcher.group(2) == null ? "m" : matcher.group(2);
        long mebibytes = switch (unit) {
            case "k" -> number / 1024;
            case "g" -> number * 1024;
            case "t" -> number * 1024 * 1024;
            default -> number;
        };
        if (mebibytes < 1) {
            throw new IllegalArgumentException("'" + text + "' is less than 1m of memory");
        }
        return new MemorySize(mebibytes);
    }

    /** The form that Spark and {@code -Xmx} read, always in mebibytes. */
    @Override
    public String toString() {
        return mebibytes + "m";
    }
}
