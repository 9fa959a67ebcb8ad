package org.sparklaunch.querytracker.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Rows as texts. */
final class Rows {
    private static final int WIDEST = 60;

    private final JsonNode result;
    private final List<String> names = new ArrayList<>();

    /** The answer of {@code read_query_result}. */
    Rows(JsonNode result) {
        this.result = result;
        result.path("schema").forEach(column -> names.add(column.path("name").asText()));
    }

    String print(RowFormat format) {
        return switch (format) {
            case TABLE -> table();
            case JSON -> json();
            case CSV -> csv();
        };
    }

    private String json() {
        ArrayNode rows = TrackerClient.JSON.createArrayNode();
        for (JsonNode row : result.path("rows")) {
            ObjectNode object = rows.addObject();
            for (int i = 0; i < names.size(); i++) {
                object.set(names.get(i), row.path(i));
            }
        }
        return rows.toString();
    }

    private String csv() {
        List<String> lines = new ArrayList<>();
        lines.add(names.stream().map(Rows::quoted).collect(Collectors.joining(",")));
        for (JsonNode row : result.path("rows")) {
            List<String> cells = new ArrayList<>();
            row.forEach(cell -> cells.add(cell.isNull() ? "" : quoted(text(cell))));
            lines.add(String.join(",", cells));
        }
        return String.join("\n", lines);
    }

    private static String quoted(String text) {
        boolean plain = !text.isEmpty() && text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }

    private String table() {
        List<List<String>> lines = new ArrayList<>();
        lines.add(names);
        for (JsonNode row : result.path("rows")) {
            List<String> cells = new ArrayList<>();
            row.forEach(cell -> cells.add(shown(text(cell))));
            lines.add(cells);
        }
        int[] widths = new int[names.size()];
        lines.forEach(line -> {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], line.get(i).length());
            }
        });
        lines.add(1, ruler(widths));
        String body = lines.stream().map(line -> padded(line, widths)).collect(Collectors.joining("\n"));
        return (names.isEmpty() ? "" : body + "\n") + footer();
    }

    private String footer() {
        int count = result.path("rows").size();
        String truncated = result.path("is_truncated").asBoolean() ? ", more are cut off by the row limit" : "";
        return "(" + count + (count == 1 ? " row" : " rows") + truncated + ")";
    }

    private static List<String> ruler(int[] widths) {
        List<String> ruler = new ArrayList<>();
        for (int width : widths) {
            ruler.add("-".repeat(width));
        }
        return ruler;
    }

    private String padded(List<String> line, int[] widths) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String gap = " ".repeat(widths[i] - line.get(i).length());
            text.append(i == 0 ? "" : "  ").append(isNumber(i) ? gap + line.get(i) : line.get(i) + gap);
        }
        return text.toString().stripTrailing();
    }

    private boolean isNumber(int column) {
        return result.path("schema").path(column).path("type").asText().matches("u?int\\d+|float|double");
    }

    private static String text(JsonNode cell) {
        return cell.isValueNode() ? cell.asText() : cell.toString();
    }

    private static String shown(String text) {
        String line = text.replaceAll("\\s*\\R\\s*", "⏎");
        return line.length() <= WIDEST ? line : line.substring(0, WIDEST - 1) + "…";
    }
}
