package org.sparklaunch.livy.driver.query;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * An argument of a query: a JSON scalar, whose SQL type is that of the literal it looks like, or {@code {"type": "date",
 * "value": "2026-01-31"}}.
 */
final class Argument {
    private Argument() {}

    static @Nullable Object read(String name, JsonNode node) {
        try {
            return node.isObject() ? typed(node.path("type").asText(), node.path("value")) : scalar(node);
        } catch (DateTimeException | IllegalArgumentException e) {
            throw new IllegalArgumentException("the parameter '" + name + "' is wrong: " + e.getMessage(), e);
        }
    }

    private static @Nullable Object scalar(JsonNode node) {
        return switch (node.getNodeType()) {
            case NULL -> null;
            case BOOLEAN -> node.asBoolean();
            case STRING -> node.asText();
            case NUMBER -> number(node);
            default -> throw new IllegalArgumentException("it is no text, number, boolean or null but " + node);
        };
    }

    private static Object number(JsonNode node) {
        if (!node.isIntegralNumber()) {
            return node.decimalValue();
        }
        if (node.canConvertToInt()) {
            return node.intValue();
        }
        // An if, because a conditional expression would make both a double.
        if (node.canConvertToLong()) {
            return node.longValue();
        }
        return node.decimalValue();
    }

    private static @Nullable Object typed(String type, JsonNode value) {
        if (value.isNull()) {
            return null;
        }
        String text = value.asText();
        return switch (type) {
            case "string" -> text;
            case "boolean" -> Boolean.parseBoolean(text);
            case "tinyint" -> Byte.parseByte(text);
            case "smallint" -> Short.parseShort(text);
            case "int" -> Integer.parseInt(text);
            case "bigint" -> Long.parseLong(text);
            case "float" -> Float.parseFloat(text);
            case "double" -> Double.parseDouble(text);
            case "decimal" -> new BigDecimal(text);
            case "date" -> LocalDate.parse(text);
            case "timestamp" -> Instant.parse(text);
            case "timestamp_ntz" -> LocalDateTime.parse(text);
            case "binary" -> Base64.getDecoder().decode(text);
            default ->
                throw new IllegalArgumentException("unknown type '" + type + "'; known are string, boolean, tinyint,"
                        + " smallint, int, bigint, float, double, decimal, date, timestamp, timestamp_ntz, binary");
        };
    }
}
