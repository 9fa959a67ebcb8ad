package org.sparklaunch.livy.driver.row;

import java.math.BigDecimal;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import org.apache.spark.sql.catalyst.util.DateTimeUtils;

/**
 * Writes values that JSON has no form for as strings: dates and times in ISO 8601 and the proleptic Gregorian calendar, timestamps
 * in UTC, decimals with all digits.
 */
public final class CellString {
    private static final int NANOS_PER_MICRO = 1000;

    private CellString() {}

    /** Returns the string of one value of a row. */
    @SuppressWarnings("JavaUtilDate") // The type of a timestamp in rows that users' code collects.
    public static String of(Object value) {
        if (value instanceof Timestamp timestamp) {
            return instant(timestamp).toString();
        } else if (value instanceof Date date) {
            return LocalDate.ofEpochDay(DateTimeUtils.fromJavaDate(date)).toString();
        } else if (value instanceof LocalDateTime local) {
            return DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(local);
        } else if (value instanceof LocalTime time) {
            return DateTimeFormatter.ISO_LOCAL_TIME.format(time);
        } else if (value instanceof BigDecimal decimal) {
            return decimal.toPlainString();
        } else if (GeospatialString.isGeospatial(value)) {
            return GeospatialString.of(value);
        }
        return value.toString();
    }

    /** A timestamp of java.sql counts in the Julian calendar before 1582-10-15. Spark knows the same day in the Gregorian one. */
    private static Instant instant(Timestamp timestamp) {
        return DateTimeUtils.microsToInstant(DateTimeUtils.fromJavaTimestamp(timestamp))
                .plusNanos(timestamp.getNanos() % NANOS_PER_MICRO);
    }
}
