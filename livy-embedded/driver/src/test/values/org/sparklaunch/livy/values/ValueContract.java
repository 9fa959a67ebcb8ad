package org.sparklaunch.livy.values;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Period;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Every type of Spark with its boundary values. What comes out of a driver, in whatever form, must be what Spark itself shows of
 * the value: its cast to string in the same session, whose time zone is UTC.
 */
public final class ValueContract {

    /**
     * A value.
     *
     * @param expression SQL that makes it
     * @param shown SQL function that shows it, with the expression as its only argument
     */
    public record Value(String expression, String shown) {
        private String shownExpression() {
            return shown.formatted(expression);
        }
    }

    private static final String STRING = "CAST(%s AS STRING)";

    private static final String[] ALL = {
        "true",
        "127Y",
        "-32768S",
        "-2147483648",
        "9223372036854775807",
        "-9223372036854775808L",
        "float('NaN')",
        "float('-Infinity')",
        "float('-0.0')",
        "float('1.4E-45')",
        "1.1F",
        "double('NaN')",
        "double('Infinity')",
        "double('-0.0')",
        "double('0.0')",
        "1.7976931348623157E308D",
        "4.9E-324D",
        "0.1D",
        "1.50BD",
        "CAST('0.00000000000000000000000000000000000001' AS DECIMAL(38,38))",
        "CAST('-99999999999999999999999999999999999999' AS DECIMAL(38,0))",
        "CAST(0 AS DECIMAL(38,38))",
        "''",
        "'quote \\' \" \\\\ newline \\n tab \\t nul \\u0000 ü 😀 ;'",
        "CAST(NULL AS STRING)",
        "NULL",
        "DATE'0001-01-01'",
        "DATE'1582-10-04'",
        "DATE'1582-10-10'",
        "DATE'1582-10-15'",
        "DATE'1969-12-31'",
        "DATE'9999-12-31'",
        "date_from_unix_date(2147483647)",
        "date_from_unix_date(-2147483648)",
        "TIMESTAMP'0001-01-01 00:00:00'",
        "TIMESTAMP'1582-10-10 12:34:56.000001'",
        "TIMESTAMP'1582-10-15 00:00:00'",
        "TIMESTAMP'1677-09-21 00:12:43.145224'",
        "TIMESTAMP'1969-12-31 23:59:59.999999'",
        "TIMESTAMP'2024-01-02 03:04:05.5'",
        "TIMESTAMP'9999-12-31 23:59:59.999999'",
        "timestamp_micros(9223372036854775807)",
        "timestamp_micros(-9223372036854775808)",
        "TIMESTAMP_NTZ'0001-01-01 00:00:00'",
        "TIMESTAMP_NTZ'1582-10-10 00:00:00.000001'",
        "TIMESTAMP_NTZ'9999-12-31 23:59:59.999999'",
        "CAST(timestamp_micros(9223372036854775807) AS TIMESTAMP_NTZ)",
        "INTERVAL '1 02:03:04' DAY TO SECOND",
        "INTERVAL '106751991 04:00:54.775807' DAY TO SECOND",
        "INTERVAL '-106751991 04:00:54.775807' DAY TO SECOND",
        "INTERVAL '1-2' YEAR TO MONTH",
        "INTERVAL '-178956970-7' YEAR TO MONTH",
        "make_interval(1, 2, 3, 4, 5, 6, 7.000008)",
    };

    private static final String[] FROM_4 = {
        "'Ä' COLLATE UNICODE_CI", "TIME'00:00:00'", "TIME'23:59:59.999999'",
    };

    private static final String[] VARIANTS = {
        "parse_json('{\"a\": [\"b\", null, \"ü\"]}')", "CAST(double('NaN') AS VARIANT)", "CAST(DATE'1582-10-10' AS VARIANT)",
    };

    private ValueContract() {}

    /** Returns the values that a version of Spark has. */
    public static List<Value> of(String sparkVersion) {
        List<Value> values = new ArrayList<>();
        for (String expression : ALL) {
            values.add(new Value(expression, STRING));
        }
        values.add(new Value("X''", "hex(%s)"));
        values.add(new Value("X'00FF80C3'", "hex(%s)"));
        if (!sparkVersion.startsWith("3.")) {
            for (String expression : FROM_4) {
                values.add(new Value(expression, STRING));
            }
            for (String expression : VARIANTS) {
                values.add(new Value(expression, "to_json(%s)"));
            }
        }
        return values;
    }

    /** Returns a query of one row with all values, in the columns {@code c0}, {@code c1} and so on. */
    public static String select(List<Value> values) {
        return select(values, Value::expression);
    }

    /** Returns the same with what Spark shows of each. */
    public static String selectShown(List<Value> values) {
        return select(values, Value::shownExpression);
    }

    /** Returns the same with each value in a nested one, such as {@code array(%s)}. */
    public static String selectNested(List<Value> values, String nested) {
        return select(values, value -> nested.formatted(value.expression()));
    }

    private static String select(List<Value> values, Function<Value, String> expression) {
        return values.stream()
                .map(value -> expression.apply(value) + " AS c" + values.indexOf(value))
                .collect(Collectors.joining(", ", "SELECT ", ""));
    }

    /** Puts the numbers of a JSON text in quotes: a tree of JSON would lose digits of decimals, or the sign of a zero. */
    public static String quoteNumbers(String json) {
        return json.replaceAll("(?<=[\\[,:])(-?\\d[\\d.eE+-]*)(?=[,\\]}])", "\"$1\"");
    }

    /**
     * Returns what Spark would show of the value in a cell whose numbers are quoted; null for a null.
     *
     * @param type of the column, as in Spark's schema
     */
    public static String shown(String type, JsonNode cell) {
        if (type.equals("variant")) {
            return cell.isTextual() && !cell.asText().isEmpty() && "{[\"".indexOf(cell.asText().charAt(0)) >= 0
                    ? cell.asText()
                    : cell.toString();
        }
        if (cell.isNull()) {
            // Livy's form has no other place for a NaN.
            return type.equals("double") || type.equals("float") ? "NaN" : "null";
        }
        return switch (type) {
            case "binary" -> hex(cell);
            case "timestamp", "timestamp_ntz" -> withoutZeros(cell.asText().replace('T', ' ').replace("Z", ""));
            case "interval day to second" -> interval(Duration.parse(cell.asText()));
            case "interval year to month" -> interval(Period.parse(cell.asText()));
            default -> type.startsWith("time(") ? withoutZeros(cell.asText()) : cell.asText();
        };
    }

    /** Returns the text to compare with: the cast of Spark 3.5 shows small decimals with an exponent, its tables do not. */
    public static String expected(String type, String cast) {
        return type.startsWith("decimal") ? new BigDecimal(cast).toPlainString() : cast;
    }

    private static String hex(JsonNode cell) {
        byte[] bytes = cell.isTextual() ? Base64.getDecoder().decode(cell.asText()) : new byte[cell.size()];
        for (int i = 0; i < cell.size(); i++) {
            bytes[i] = (byte) cell.get(i).asInt();
        }
        return HexFormat.of().withUpperCase().formatHex(bytes);
    }

    private static String withoutZeros(String time) {
        return time.contains(".") ? time.replaceFirst("\\.?0+$", "") : time;
    }

    private static String interval(Duration duration) {
        Duration size = duration.abs();
        String time = "%s%d %02d:%02d:%02d.%09d"
                .formatted(
                        duration.isNegative() ? "-" : "",
                        size.toDays(),
                        size.toHoursPart(),
                        size.toMinutesPart(),
                        size.toSecondsPart(),
                        size.toNanosPart());
        return "INTERVAL '" + withoutZeros(time) + "' DAY TO SECOND";
    }

    private static String interval(Period period) {
        long months = Math.abs(period.toTotalMonths());
        String sign = period.isNegative() ? "-" : "";
        return "INTERVAL '" + sign + months / 12 + "-" + months % 12 + "' YEAR TO MONTH";
    }
}
