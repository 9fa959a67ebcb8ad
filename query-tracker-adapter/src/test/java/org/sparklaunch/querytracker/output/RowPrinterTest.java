package org.sparklaunch.querytracker.output;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sparklaunch.querytracker.output.RowPrinter.Layout;
import org.sparklaunch.querytracker.testing.Tracker;

class RowPrinterTest {
    private static final JsonNode ROWS = Tracker.json("""
            {"schema":[{"name":"name","type":"utf8"},{"name":"n","type":"int32"}],
             "rows":[["a,b",1],["say \\"hi\\"",20],[null,null]],"is_truncated":true}
            """);

    @Test
    void tableAlignsNumbersRight() {
        assertThat(print(RowFormat.TABLE, 80, ROWS))
                .containsExactly(
                        "name         n",
                        "--------  ----",
                        "a,b          1",
                        "say \"hi\"    20",
                        "NULL      NULL",
                        "(3 rows, more rows were cut by the row limit)");
    }

    @Test
    void tableFitsTheTerminal() {
        assertThat(print(RowFormat.TABLE, 11, ROWS).subList(0, 4))
                .containsExactly("name      n", "-----  ----", "a,b       1", "say …    20");
    }

    @Test
    void wideTableShowsCellsWhole() {
        String cell = "x".repeat(200);

        assertThat(print(RowFormat.TABLE, new Layout(40, true, true), text(cell)))
                .contains(cell);
    }

    @Test
    void verticalShowsCellsWhole() {
        assertThat(print(RowFormat.VERTICAL, 10, ROWS).subList(0, 6))
                .containsExactly("-- row 1", "name | a,b", "n    | 1", "-- row 2", "name | say \"hi\"", "n    | 20");
        assertThat(print(RowFormat.VERTICAL, 10, text("one\ntwo"))).contains("c | one", "  | two");
    }

    @Test
    void nullDiffersFromTheStringsNull() {
        JsonNode rows = Tracker.json(
                "{\"schema\":[{\"name\":\"c\",\"type\":\"utf8\"}],\"rows\":[[null],[\"NULL\"],[\"null\"],[\"\"]]}");

        assertThat(print(RowFormat.TABLE, 80, rows))
                .containsExactly("c", "------", "NULL", "\"NULL\"", "null", "", "(4 rows)");
        assertThat(print(RowFormat.CSV, 80, rows)).containsExactly("c", "", "NULL", "null", "\"\"");
    }

    @Test
    void escapeSequencesNeverReachATerminal() {
        String attack = "\u001b[31mred\u0007\u009b2J\u202e";

        for (RowFormat format : List.of(RowFormat.TABLE, RowFormat.VERTICAL, RowFormat.CSV, RowFormat.JSON)) {
            String shown = String.join("\n", print(format, new Layout(80, false, true), text(attack)));
            assertThat(shown.chars().filter(c -> c != '\n' && Character.getType(c) == Character.CONTROL))
                    .as(format.name())
                    .isEmpty();
            assertThat(shown).doesNotContain("\u202e").contains("[31mred");
        }
    }

    @Test
    void onlyATerminalGetsTextWithoutEscapeSequences() {
        String json = "{\"query\":\"\u009b2J\u202e\"}";

        assertThat(new Terminal(true, 80).safe(json)).isEqualTo("{\"query\":\"\\x9b2J\\u202e\"}");
        assertThat(Terminal.NONE.safe(json)).isEqualTo(json);
    }

    @Test
    void namesOfColumnsAreEscapedToo() {
        JsonNode rows = Tracker.json("{\"schema\":[{\"name\":\"a\\u001b[2J\",\"type\":\"utf8\"}],\"rows\":[[\"x\"]]}");

        assertThat(String.join("", print(RowFormat.TABLE, 80, rows)))
                .doesNotContain("\u001b")
                .contains("\\x1b");
    }

    @Test
    void filesAreExact() {
        assertThat(print(RowFormat.CSV, Layout.FILE, text("\u001b[31m"))).contains("\u001b[31m");
    }

    @Test
    void combiningCharactersHaveNoWidthAndWideOnesTwo() {
        JsonNode rows =
                Tracker.json("{\"schema\":[{\"name\":\"c\",\"type\":\"utf8\"},{\"name\":\"d\",\"type\":\"utf8\"}],"
                        + "\"rows\":[[\"e\u0301\",\"x\"],[\"日本\",\"x\"],[\"abcd\",\"x\"]]}");

        assertThat(print(RowFormat.TABLE, 80, rows).subList(2, 5)).containsExactly("e\u0301     x", "日本  x", "abcd  x");
    }

    @Test
    void columnsOfOneNameKeepTheirValues() {
        JsonNode rows = Tracker.json("{\"schema\":[{\"name\":\"a\",\"type\":\"int32\"},"
                + "{\"name\":\"a_2\",\"spark_name\":\"a\",\"type\":\"int32\"}],\"rows\":[[1,2]]}");

        assertThat(print(RowFormat.TABLE, 80, rows)).startsWith("a  a", "-  -", "1  2");
        assertThat(Tracker.json(print(RowFormat.JSON, 80, rows).get(0)))
                .isEqualTo(Tracker.json("[{\"a\":1,\"a_2\":2}]"));
    }

    @Test
    void jsonHasAnObjectForEachRow() {
        assertThat(Tracker.json(String.join("", print(RowFormat.JSON, 80, ROWS))))
                .isEqualTo(
                        Tracker.json(
                                "[{\"name\":\"a,b\",\"n\":1},{\"name\":\"say \\\"hi\\\"\",\"n\":20},{\"name\":null,\"n\":null}]"));
    }

    @Test
    void csvQuotesWhatNeedsIt() {
        assertThat(print(RowFormat.CSV, 80, ROWS)).containsExactly("name,n", "\"a,b\",1", "\"say \"\"hi\"\"\",20", ",");
    }

    @Test
    void resultWithoutColumnsHasOnlyItsCount() {
        assertThat(print(RowFormat.TABLE, 80, Tracker.json("{\"schema\":[],\"rows\":[]}")))
                .containsExactly("(0 rows)");
    }

    private static JsonNode text(String cell) {
        JsonNode rows = Tracker.json("{\"schema\":[{\"name\":\"c\",\"type\":\"utf8\"}],\"rows\":[[\"\"]]}");
        ((com.fasterxml.jackson.databind.node.ArrayNode) rows.path("rows").path(0)).set(0, cell);
        return rows;
    }

    private static List<String> print(RowFormat format, int width, JsonNode result) {
        return print(format, new Layout(width, false, true), result);
    }

    private static List<String> print(RowFormat format, Layout layout, JsonNode result) {
        StringWriter out = new StringWriter();
        try (PrintWriter writer = new PrintWriter(out)) {
            RowPrinter printer = RowPrinter.of(format, writer, layout);
            printer.begin(result.path("schema"));
            result.path("rows").forEach(printer::row);
            printer.end(result.path("rows").size(), result.path("is_truncated").asBoolean());
        }
        return out.toString().lines().toList();
    }
}
