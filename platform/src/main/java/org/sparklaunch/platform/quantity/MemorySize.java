package org.sparklaunch.platform.quantity;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An amount of memory in whole mebibytes, in Spark's notation: a whole number and one of {@code k m g t}, also {@code mb} and
 * {@code mib} and the like. A unit is 1024 of the next smaller. A number without a unit is mebibytes, as in Spark's
 * {@code spark.driver.memory}. Sums and products stop at the largest number.
 */
public record MemorySize(long mebibytes) implements Comparable<MemorySize> {
    private static final Pattern FORM = Pattern.compile("(\\d{1,12})\\s*(?:([kmgt])(?:i?b)?)?");

    /**
     * Parses a size of at least one mebibyte, in upper or lower case.
     *
     * @throws IllegalArgumentException naming the text, when it has another form or is too small
     */
    public static MemorySize parse(String text) {
        Matcher matcher = FORM.matcher(text.strip().toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "'" + text + "' is not a memory size; give a whole number with k, m, g or t, such as 512m or 2g");
        }
        long number = Long.parseLong(matcher.group(1));
        String unit = matcher.group(2) == null ? "m" : matcher.group(2);
        long mebibytes = switch (unit) {
            case "k" -> number >> 10;
            case "g" -> number << 10;
            case "t" -> number << 20;
            default -> number;
        };
        if (mebibytes < 1) {
            throw new IllegalArgumentException("'" + text + "' is less than 1m of memory");
        }
        return new MemorySize(mebibytes);
    }

    /** Returns the whole mebibytes of a number of bytes. */
    public static MemorySize ofBytes(long bytes) {
        return new MemorySize(bytes >> 20);
    }

    /** Returns this many bytes, at most {@link Long#MAX_VALUE}. */
    public long toBytes() {
        return mebibytes > Long.MAX_VALUE >> 20 ? Long.MAX_VALUE : mebibytes << 20;
    }

    /** Returns the product with a number that is not negative. */
    public MemorySize times(long factor) {
        boolean fits = factor == 0 || mebibytes <= Long.MAX_VALUE / factor;
        return new MemorySize(fits ? mebibytes * factor : Long.MAX_VALUE);
    }

    /** Returns the sum. */
    public MemorySize plus(MemorySize other) {
        boolean fits = mebibytes <= Long.MAX_VALUE - other.mebibytes;
        return new MemorySize(fits ? mebibytes + other.mebibytes : Long.MAX_VALUE);
    }

    /** Returns the form that Spark and {@code -Xmx} read, such as {@code 1024m}. */
    public String toOption() {
        return mebibytes + "m";
    }

    @Override
    public int compareTo(MemorySize other) {
        return Long.compare(mebibytes, other.mebibytes);
    }

    /** Returns the form for people, such as {@code 1024 MiB}. */
    @Override
    public String toString() {
        return mebibytes + " MiB";
    }
}
