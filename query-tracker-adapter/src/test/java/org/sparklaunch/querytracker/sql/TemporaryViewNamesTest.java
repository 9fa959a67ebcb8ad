package org.sparklaunch.querytracker.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TemporaryViewNamesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE TEMPORARY VIEW orders AS SELECT 1",
                "create or replace temp view Orders as select 1",
                "CREATE TEMP VIEW IF NOT EXISTS `ORDERS` AS SELECT 1",
                "SELECT 1; CREATE /* for now */ TEMPORARY\nVIEW -- mine\n orders USING csv OPTIONS (path '/x')",
            })
    void namesOfTemporaryViewsAreFound(String sql) {
        assertThat(TemporaryViewNames.in(sql)).containsExactly("orders");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT * FROM orders",
                "CREATE VIEW orders AS SELECT 1",
                "CREATE TABLE temporary AS SELECT 1",
                "CREATE GLOBAL TEMPORARY VIEW orders AS SELECT 1",
                "SELECT 'CREATE TEMPORARY VIEW orders AS SELECT 1'",
                "-- CREATE TEMPORARY VIEW orders AS SELECT 1",
                "CREATE TEMPORARY VIEW",
                "",
            })
    void nothingElseIsTakenForOne(String sql) {
        assertThat(TemporaryViewNames.in(sql)).isEmpty();
    }

    @Test
    void severalViewsAreFound() {
        assertThat(TemporaryViewNames.in("create temp view a as select 1; create temp view `b c` as select 2"))
                .containsExactlyInAnyOrder("a", "b c");
    }
}
