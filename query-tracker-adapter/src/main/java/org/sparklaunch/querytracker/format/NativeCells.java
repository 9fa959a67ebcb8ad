package org.sparklaunch.querytracker.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BinaryNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.LongNode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Base64;
import org.sparklaunch.querytracker.arrow.EpochMicros;
import org.sparklaunch.querytracker.yson.YsonKeys;

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
                case "timestamp", "timestamp_ntz" -> LongNode.valueOf(EpochMicros.parse(type, cell.asText()));
                default -> cell;
            };
        } catch (DateTimeException | ArithmeticException | IllegalArgumentException e) {
            // The spelling of a stock Livy: the cell as it was sent is better than none.
            return cell;
        }
    }

    @Override
    String key(String name) {
        return YsonKeys.escape(name);
    }

    @Override
    JsonNode map(JsonNode type, ArrayNode pairs) {
        return pairs;
    }
}
