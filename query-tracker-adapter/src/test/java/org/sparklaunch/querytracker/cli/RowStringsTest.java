package org.sparklaunch.querytracker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.sparklaunch.querytracker.testing.Tracker;

class RowStringsTest {
    private static final RowStrings ROWS = new RowStrings(Tracker.json("""
            {"schema":[{"name":"name","type":"utf8"},{"name":"n","type":"int32"}],
             "rows":[["a,b",1],["say \\"hi\\"",20],[null,null]],
             "row_count":3,"is_truncated":true}
            """));

    @Test
    void tableAlignsNumbersRight() {
        assertThat(ROWS.print(RowFormat.TABLE, 80).lines())
                .containsExactly(
                        "name         n",
                        "--------  ----",
                        "a,b          1",
                        "say \"hi\"    20",
                        "null      null",
                        "(3 rows, more are cut off by the row limit)");
    }

    @Test
    void tableFitsTheTerminal() {
        assertThat(ROWS.print(RowFormat.TABLE, 11).lines().limit(4))
                .containsExactly("name      n", "-----  ----", "a,b       1", "say …    20");
    }

    @Test
    void jsonHasAnObjectARow() {
        assertThat(ROWS.print(RowFormat.JSON, 80))
                .isEqualTo(
                        "[{\"name\":\"a,b\",\"n\":1},{\"name\":\"say \\\"hi\\\"\",\"n\":20},{\"name\":null,\"n\":null}]");
    }

    @Test
    void csvQuotesWhatNeedsIt() {
        assertThat(ROWS.print(RowFormat.CSV, 80).lines())
                .containsExactly("name,n", "\"a,b\",1", "\"say \"\"hi\"\"\",20", ",");
    }

    @Test
    void resultWithoutColumnsHasOnlyItsCount() {
        assertThat(new RowStrings(Tracker.json("{\"schema\":[],\"rows\":[]}")).print(RowFormat.TABLE, 80))
                .isEqualTo("(0 rows)");
    }
}
