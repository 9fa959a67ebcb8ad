package org.sparklaunch.querytracker.output;

import com.fasterxml.jackson.databind.JsonNode;

/** Cells as text for people. */
final class CellText {
    private static final String NULL = "NULL";

    private CellText() {}

    /** Returns a cell as text. Null is {@code NULL}; the string of these letters is in quotes. */
    static String of(JsonNode cell) {
        if (cell.isNull() || cell.isMissingNode()) {
            return NULL;
        }
        String text = plain(cell);
        return text.equals(NULL) ? '"' + NULL + '"' : text;
    }

    /** Returns a cell that is not null as text. */
    static String plain(JsonNode cell) {
        return cell.isValueNode() ? cell.asText() : cell.toString();
    }

    /** Returns the name of a column as in the query. */
    static String name(JsonNode column) {
        return column.path("spark_name").asText(column.path("name").asText());
    }

    static String footer(long rows, boolean truncated) {
        String cut = truncated ? ", more rows were cut by the row limit" : "";
        return "(" + rows + (rows == 1 ? " row" : " rows") + cut + ")";
    }
}
