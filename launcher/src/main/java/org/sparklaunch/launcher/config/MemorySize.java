package org.sparklaunch.launcher.config;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An amount of memory in whole MiB.
 *
 * @param mebibytes more than 0
 */
public record MemorySize(long mebibytes) implements Comparable<MemorySize> {
    private static final Pattern TEXT = Pattern.compile("(\\d{1,9})\\s*([mgt])(?:i?b)?");
    private static final Map<String, Long> UNITS = Map.of("m", 1L, "g", 1024L, "t", 1024L * 1024);

    /**
     * Reads {@code 512m}, {@code 1G}, {@code 2GiB}; a unit is 1024 of the next smaller, as Spark has it.
     *
     * @throws IllegalArgumentException saying which text and what would be right
     */
    public static MemorySize parse(String text) {
        Matcher matcher = TEXT.matcher(text.strip().toLowerCase(Locale.ROOT));
        if (!matcher.matches() || Long.parseLong(matcher.group(1)) == 0) {
            throw new IllegalArgumentException("'" + text
                    + "' is not an amount of memory; give a whole number above 0 with m, g or t, such as 512m or 2g");
        }
        String unit = matcher.group(2);
        return new MemorySize(Long.parseLong(matcher.group(1)) * UNITS.getOrDefault(unit, 1L));
    }

    /** The amount of bytes, rounded down. */
    public static MemorySize ofBytes(long bytes) {
        return new MemorySize(bytes >> 20);
    }

    /** So many times this. */
    public MemorySize times(long factor) {
        return new MemorySize(mebibytes * factor);
    }

    /** This and another. */
    public MemorySize plus(MemorySize other) {
        return new MemorySize(mebibytes + other.mebibytes);
    }

    /** As Java and Spark take it, such as {@code 1024m}. */
    public String toOption() {
        return mebibytes + "m";
    }

    @Override
    public int compareTo(MemorySize other) {
        return Long.compare(mebibytes, other.mebibytes);
    }

    @Override
    public String toString() {
        return mebibytes + " MiB";
    }
}
