package org.sparklaunch.livy.driver.interpreter;

import java.sql.Date;
import java.sql.Timestamp;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;

/** The text of values that JSON has no form for: dates and times in ISO 8601, timestamps in UTC, all others as they say themselves. */
public final class CellText {
    private CellText() {}

    /** One value of a row. */
    @SuppressWarnings("JavaUtilDate") // Spark's external type of a timestamp.
    public static String of(Object value) {
        if (value instanceof Timestamp timestamp) {
            return timestamp.toInstant().toString();
        } else if (value instanceof Date date) {
            return date.toLocalDate().toString();
        } else if (value instanceof LocalDateTime local) {
            return DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(local);
        }
        return value.toString();
    }
}
