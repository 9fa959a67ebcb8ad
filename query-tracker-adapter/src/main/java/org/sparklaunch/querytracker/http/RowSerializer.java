package org.sparklaunch.querytracker.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.sparklaunch.querytracker.arrow.ArrowStream;
import org.sparklaunch.querytracker.query.QueryResult;

/** The rows of a result, and nothing else, in a format. */
final class RowSerializer {
    private RowSerializer() {}

    static byte[] of(QueryResult result, RowRange range, DataFormat format) {
        return switch (format) {
            case CSV -> csv(result, range);
            case ARROW -> arrow(result, range);
            default -> maps(result, range, format);
        };
    }

    private static byte[] arrow(QueryResult result, RowRange range) {
        List<Integer> picked = ResultJson.picked(result, range);
        List<JsonNode> rows = new ArrayList<>();
        for (JsonNode source : ResultJson.rowsOf(result, range)) {
            ArrayNode row = JsonNodeFactory.instance.arrayNode(picked.size());
            picked.forEach(column -> row.add(source.path(column)));
            rows.add(row);
        }
        List<JsonNode> schema = new ArrayList<>();
        picked.forEach(column -> schema.add(result.schema().path(column)));
        return ArrowStream.write(schema, rows);
    }

    private static byte[] maps(QueryResult result, RowRange range, DataFormat format) {
        Cells cells = format == DataFormat.JSON ? new PlainCells() : new NativeCells();
        List<Integer> picked = ResultJson.picked(result, range);
        List<JsonNode> rows = new ArrayList<>();
        for (JsonNode source : ResultJson.rowsOf(result, range)) {
            ObjectNode row = JsonNodeFactory.instance.objectNode();
            for (int column : picked) {
                row.set(ResultJson.name(result, column), ResultJson.cell(cells, result, source, column));
            }
            rows.add(row);
        }
        return format.writeRows(rows);
    }

    /** RFC 4180: a null is nothing, an empty text a pair of quotes, what holds other values JSON. */
    private static byte[] csv(QueryResult result, RowRange range) {
        Cells cells = new PlainCells();
        List<Integer> picked = ResultJson.picked(result, range);
        StringBuilder text = new StringBuilder();
        text.append(picked.stream().map(c -> quoted(ResultJson.name(result, c))).collect(Collectors.joining(",")));
        text.append("\r\n");
        for (JsonNode row : ResultJson.rowsOf(result, range)) {
            text.append(picked.stream()
                    .map(c -> field(ResultJson.cell(cells, result, row, c)))
                    .collect(Collectors.joining(",")));
            text.append("\r\n");
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String field(JsonNode cell) {
        if (cell.isNull()) {
            return "";
        }
        return quoted(cell.isValueNode() ? cell.asText() : cell.toString());
    }

    private static String quoted(String text) {
        boolean plain = !text.isEmpty() && text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
