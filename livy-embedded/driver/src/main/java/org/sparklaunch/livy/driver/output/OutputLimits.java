package org.sparklaunch.livy.driver.output;

/**
 * Limits of one statement's output.
 *
 * @param sqlRows most rows of an SQL result; further ones are not fetched
 * @param bytes most bytes of an output in UTF-8; a larger one becomes an error
 */
public record OutputLimits(int sqlRows, int bytes) {

    /** Livy's number of rows, and an eighth of a frame to the server. */
    public static final OutputLimits DEFAULT = new OutputLimits(1000, 8 * 1024 * 1024);

    /** Refuses limits too small for any output. */
    public OutputLimits {
        if (sqlRows < 1 || bytes < 1024) {
            throw new IllegalArgumentException(
                    "output limits of " + sqlRows + " rows and " + bytes + " bytes, at least 1 and 1024 are needed");
        }
    }
}
