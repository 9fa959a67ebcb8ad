package org.sparklaunch.livy.driver.query;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SessionChangesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select 1",
                "  -- set x=1\n SELECT 1",
                "-- set x=1\rselect 1",
                "/* set /* nested */ x */ select 1",
                "((select 1))",
                "with a as (select 1) select * from a",
                "values (1)",
                "insert into t select 1",
                "explain select 1",
                "show tables",
            })
    void readsAndWritesOfTablesLeaveTheSessionAsItIs(String sql) {
        assertThat(SessionChanges.arePossible(sql)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "set spark.sql.ansi.enabled=false",
                "/* select */ use other",
                "create temporary view v as select 1",
                "create table t as select 1",
                "declare v int",
                "begin select 1; end",
                "execute immediate 'set x=1'",
                "reset",
                "add jar x",
                "selectx 1",
                "-- a note\rset x=1\nselect 1",
                "-- a note \\\nselect 1\nset x=1",
                "/* open",
                "--",
                "",
            })
    void otherStatementsMayChangeIt(String sql) {
        assertThat(SessionChanges.arePossible(sql)).isTrue();
    }
}
