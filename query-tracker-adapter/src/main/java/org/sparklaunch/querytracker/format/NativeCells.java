package org.sparklaunch.querytracker.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BinaryNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.LongNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Base64;

/**
 * Converts cells as YTsaurus represents them: dates as days and timestamps as microseconds since 1970, binary values as bytes,
 * maps as lists of pairs. Decimals stay strings.
 */
final class NativeCells extends Cells {
    @Override
    JsonNode scalar(String type, JsonNode cell) {
        try {
            return switch (type) {
                case "float", "double" -> DoubleNode.valueOf(Double.parseDouble(cell.asText()));
                case "binary" -> BinaryNode.valueOf(Base64.getDecoder().decode(cell.asText()));
                case "date" -> LongNode.valueOf(LocalDate.parse(cell.asText()).toEpochDay());
                case "timestamp" -> micros(Instant.parse(cell.asText()));
                case "timestamp_ntz" ->
                    micros(LocalDateTime.parse(cell.asText()).toInstant(ZoneOffset.UTC));
                default -> cell;
            };
        } catch (DateTimeException | IllegalArgumentException e) {
            // Years beyond those of Java's texts, or a foreign server's spelling: better told as it came than not.
            return cell;
        }
    }

    private static LongNode micros(Instant instant) {
        return LongNode.valueOf(ChronoUnit.MICROS.between(Instant.EPOCH, instant));
    }

    @Override
    JsonNode map(JsonNode type, ArrayNode pairs) {
        return pairs;
    }
}
