package org.sparklaunch.livy.driver.query;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Period;
import java.time.temporal.ChronoField;
import java.util.Base64;
import org.apache.spark.sql.catalyst.util.DateTimeUtils;
import org.apache.spark.sql.catalyst.util.IntervalUtils;
import org.jspecify.annotations.Nullable;
import org.sparklaunch.livy.protocol.ParameterTypes;

/**
 * Reads an argument of a query: a JSON scalar, whose SQL type is that of the literal it looks like, or {@code {"type": "date",
 * "value": "2026-01-31"}}.
 */
final class Argument {
    private static final int MAX_DIGITS = 38;

    private Argument() {}

    static @Nullable Object read(String name, JsonNode node) {
        try {
            return node.isObject() ? typed(node.path("type").asText(), node.path("value")) : scalar(node);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("the parameter '" + name + "' is wrong: " + e.getMessage(), e);
        }
    }

    private static @Nullable Object scalar(JsonNode node) {
        return switch (node.getNodeType()) {
            case NULL -> null;
            case BOOLEAN -> node.asBoolean();
            case STRING -> node.asText();
            case NUMBER -> number(node);
            default ->
                throw new IllegalArgumentException(
                        "expected a string, a number, a boolean, null or {\"type\": …, \"value\": …}, got " + node);
        };
    }

    private static Object number(JsonNode node) {
        if (!node.isIntegralNumber()) {
            return decimal(node.decimalValue());
        }
        if (node.canConvertToInt()) {
            return node.intValue();
        }
        // An if, because a conditional expression would make both a double.
        if (node.canConvertToLong()) {
            return node.longValue();
        }
        return decimal(node.decimalValue());
    }

    /** Spark has no negative scales. Its own message on too many digits names none of them. */
    private static BigDecimal decimal(BigDecimal value) {
        BigDecimal positive =
                value.scale() < 0 && value.precision() - (long) value.scale() <= MAX_DIGITS ? value.setScale(0) : value;
        if (positive.scale() < 0 || Math.max(positive.precision(), positive.scale()) > MAX_DIGITS) {
            throw new IllegalArgumentException(
                    "the decimal " + value + " has more than " + MAX_DIGITS + " digits; use the type double or string");
        }
        return positive;
    }

    private static @Nullable Object typed(String type, JsonNode value) {
        if (!ParameterTypes.NAMES.contains(type)) {
            throw new IllegalArgumentException("unknown type '" + type + "' (" + String.join(", ", ParameterTypes.NAMES)
                    + "); cast a string to any other type");
        }
        if (value.isNull()) {
            return null;
        }
        try {
            return parse(type, value.asText());
        } catch (NumberFormatException | DateTimeException | ArithmeticException e) {
            throw new IllegalArgumentException(
                    "'" + value.asText() + "' is not a value of type " + type + form(type), e);
        }
    }

    private static Object parse(String type, String value) {
        return switch (type) {
            case "boolean" -> bool(value);
            case "tinyint" -> Byte.parseByte(value);
            case "smallint" -> Short.parseShort(value);
            case "int" -> Integer.parseInt(value);
            case "bigint" -> Long.parseLong(value);
            case "float" -> real(value, Float.parseFloat(value));
            case "double" -> real(value, Double.parseDouble(value));
            case "decimal" -> decimal(new BigDecimal(value));
            case "date" -> date(LocalDate.parse(value));
            case "timestamp" -> timestamp(Instant.parse(value));
            case "timestamp_ntz" -> local(LocalDateTime.parse(value));
            case "time" -> time(LocalTime.parse(value));
            case "interval day to second" -> duration(Duration.parse(value));
            case "interval year to month" -> months(Period.parse(value));
            case "binary" -> Base64.getDecoder().decode(value);
            default -> value;
        };
    }

    private static String form(String type) {
        return switch (type) {
            case "date" -> "; expected a form such as 2026-01-31";
            case "timestamp" -> "; expected a form such as 2026-01-31T12:00:00.123456Z";
            case "timestamp_ntz" -> "; expected a form such as 2026-01-31T12:00:00.123456";
            case "time" -> "; expected a form such as 12:00:00.123456";
            case "interval day to second" -> "; expected a form such as PT24H0.123456S";
            case "interval year to month" -> "; expected a form such as P1Y2M";
            default -> "";
        };
    }

    private static boolean bool(String value) {
        return switch (value) {
            case "true" -> true;
            case "false" -> false;
            default ->
                throw new IllegalArgumentException("'" + value + "' is not a value of type boolean (true, false)");
        };
    }

    /** Fails for a number that is too large, which Java would make infinite. */
    private static <T extends Number> T real(String text, T parsed) {
        if (Double.isInfinite(parsed.doubleValue()) && !text.contains("Infinity")) {
            throw new ArithmeticException("too large");
        }
        return parsed;
    }

    /** Spark counts in microseconds and would cut the rest without a message. */
    private static void requireMicros(int nanos) {
        if (nanos % 1_000 != 0) {
            throw new DateTimeException("more than six digits of a second");
        }
    }

    private static LocalTime time(LocalTime value) {
        requireMicros(value.get(ChronoField.NANO_OF_SECOND));
        return value;
    }

    /** Fails for a date outside Spark's range, with an arithmetic exception. */
    private static LocalDate date(LocalDate value) {
        int unused = DateTimeUtils.localDateToDays(value);
        return value;
    }

    /** Fails for a timestamp outside Spark's range, with an arithmetic exception. */
    private static Instant timestamp(Instant value) {
        requireMicros(value.get(ChronoField.NANO_OF_SECOND));
        long unused = DateTimeUtils.instantToMicros(value);
        return value;
    }

    /** Fails for a duration outside Spark's range, with an arithmetic exception. */
    private static Duration duration(Duration value) {
        requireMicros(value.toNanosPart());
        long unused = IntervalUtils.durationToMicros(value);
        return value;
    }

    /** Days would be lost without a message. */
    private static Period months(Period value) {
        if (!value.withDays(0).equals(value)) {
            throw new DateTimeException("an interval of months has no days");
        }
        int unused = IntervalUtils.periodToMonths(value);
        return value;
    }

    private static LocalDateTime local(LocalDateTime value) {
        requireMicros(value.get(ChronoField.NANO_OF_SECOND));
        long unused = DateTimeUtils.localDateTimeToMicros(value);
        return value;
    }
}
