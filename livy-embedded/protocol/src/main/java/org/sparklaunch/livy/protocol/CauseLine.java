package org.sparklaunch.livy.protocol;

/** The line of an error's message that names a cause, in Java's notation. */
public final class CauseLine {
    /** The beginning of the line. */
    public static final String PREFIX = "Caused by: ";

    private CauseLine() {}

    /** Returns whether a line of an error's message names a cause. */
    public static boolean matches(String line) {
        return line.startsWith(PREFIX);
    }
}
