package org.sparklaunch.livy.driver.interpreter;

/**
 * What one statement may answer at most.
 *
 * @param sqlRows rows of an SQL result, further ones are not fetched
 * @param bytes size of an output in UTF-8; a larger one becomes an error that says so
 */
public record OutputLimits(int sqlRows, int bytes) {

    /** What Livy shows of an SQL result, and an eighth of what a frame to the server may hold. */
    public static final OutputLimits DEFAULT = new OutputLimits(1000, 8 * 1024 * 1024);

    /** Refuses limits that would let nothing through. */
    public OutputLimits {
        if (sqlRows < 1 || bytes < 1024) {
            throw new IllegalArgumentException(
                    "output limits of " + sqlRows + " rows and " + bytes + " bytes, at least 1 and 1024 are needed");
        }
    }
}
