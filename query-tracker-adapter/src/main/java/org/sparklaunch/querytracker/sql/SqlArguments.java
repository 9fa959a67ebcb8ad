package org.sparklaunch.querytracker.sql;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Period;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.sparklaunch.querytracker.error.QueryError;
import org.sparklaunch.querytracker.error.QueryException;
import org.sparklaunch.querytracker.sql.SqlTokens.Piece;

/**
 * Writes arguments into SQL, for Livy servers that accept no arguments. Each argument becomes a literal of its type in
 * hexadecimal digits, so that no value can be read as SQL, whatever the session's rules for quotes are.
 */
public final class SqlArguments {
    private SqlArguments() {}

    /** Replaces the markers {@code :name} of known names. String literals, comments and {@code ::} stay as they are. */
    public static String write(String sql, JsonNode params) {
        List<Piece> pieces = SqlTokens.scan(sql);
        StringBuilder bound = new StringBuilder();
        for (int i = 0; i < pieces.size(); i++) {
            JsonNode value = marked(pieces, i, params);
            if (value.isMissingNode()) {
                bound.append(pieces.get(i).text());
            } else {
                bound.append(literal(value));
                i++;
            }
        }
        return bound.toString();
    }

    private static JsonNode marked(List<Piece> pieces, int index, JsonNode params) {
        return SqlParameters.isMarker(pieces, index)
                ? params.path(pieces.get(index + 1).text())
                : MissingNode.getInstance();
    }

    private static String literal(JsonNode value) {
        if (value.isObject()) {
            String type = value.path("type").asText();
            if (type.equals("binary")) {
                throw new QueryException(
                        QueryError.GENERIC,
                        "this cluster's Livy server accepts no binary arguments; use unhex(:hex) with a string");
            }
            JsonNode inner = value.path("value");
            return inner.isNull() ? "NULL" : typed(type, inner);
        }
        if (value.isNull() || value.isBoolean()) {
            return value.asText().toUpperCase(Locale.ROOT);
        }
        if (value.isIntegralNumber()) {
            return "(" + value.asText() + ")";
        }
        return value.isNumber()
                ? "CAST(" + stringLiteral(value.asText()) + " AS " + sqlType("decimal", value) + ")"
                : stringLiteral(value.asText());
    }

    private static String typed(String type, JsonNode value) {
        try {
            return switch (type) {
                case "interval day to second" -> interval(Duration.parse(value.asText()));
                case "interval year to month" ->
                    "make_ym_interval(0, " + Period.parse(value.asText()).toTotalMonths() + ")";
                default -> "CAST(" + stringLiteral(value.asText()) + " AS " + sqlType(type, value) + ")";
            };
        } catch (DateTimeException e) {
            throw new QueryException(
                    QueryError.GENERIC,
                    "'" + value.asText() + "' is not a value of type " + type
                            + "; expected a form such as PT24H0.5S or P1Y2M");
        }
    }

    private static String interval(Duration duration) {
        BigDecimal seconds = BigDecimal.valueOf(duration.toSecondsPart())
                .add(BigDecimal.valueOf(duration.toNanosPart(), 9))
                .setScale(6, RoundingMode.DOWN);
        return "make_dt_interval(" + duration.toDaysPart() + ", " + duration.toHoursPart() + ", "
                + duration.toMinutesPart() + ", " + seconds.toPlainString() + "BD)";
    }

    private static String sqlType(String type, JsonNode value) {
        if (!type.equals("decimal")) {
            return type;
        }
        BigDecimal decimal = new BigDecimal(value.asText());
        int scale = Math.max(0, decimal.scale());
        return "DECIMAL(" + Math.max(decimal.precision() - decimal.scale() + scale, scale) + "," + scale + ")";
    }

    private static String stringLiteral(String value) {
        return "CAST(X'" + HexFormat.of().formatHex(value.getBytes(StandardCharsets.UTF_8)) + "' AS STRING)";
    }
}
