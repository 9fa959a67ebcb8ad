package org.sparklaunch.querytracker.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Rows as texts. */
final class RowStrings {
    private static final int WIDEST = 60;
    private static final int NARROWEST = 4;

    private final JsonNode result;
    private final List<String> names = new ArrayList<>();

    /** The answer of {@code read_query_result}. */
    RowStrings(JsonNode result) {
        this.result = result;
        result.path("schema").forEach(column -> names.add(column.path("name").asText()));
    }

    /** A table is cut to the width, other forms are whole. */
    String print(RowFormat format, int width) {
        return switch (format) {
            case TABLE -> table(width);
            case CSV -> csv();
            default -> json();
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
        lines.add(names.stream().map(RowStrings::quoted).collect(Collectors.joining(",")));
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

    private String table(int width) {
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
        fit(widths, width);
        lines.add(1, ruler(widths));
        String body = lines.stream().map(line -> padded(line, widths)).collect(Collectors.joining("\n"));
        return (names.isEmpty() ? "" : body + "\n") + footer();
    }

    /** Takes from the widest until the table fits, as long as that leaves something to read. */
    private static void fit(int[] widths, int width) {
        int room = width - 2 * Math.max(0, widths.length - 1);
        while (Arrays.stream(widths).sum() > room) {
            int widest = 0;
            for (int i = 1; i < widths.length; i++) {
                widest = widths[i] > widths[widest] ? i : widest;
            }
            if (widths[widest] <= NARROWEST) {
                return;
            }
            widths[widest]--;
        }
    }

    private static String cut(String text, int width) {
        return text.length() <= width ? text : text.substring(0, width - 1) + "…";
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
            String cell = cut(line.get(i), widths[i]);
            String gap = " ".repeat(widths[i] - cell.length());
            text.append(i == 0 ? "" : "  ").append(isNumber(i) ? gap + cell : cell + gap);
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
        return cut(line, WIDEST);
    }
}
