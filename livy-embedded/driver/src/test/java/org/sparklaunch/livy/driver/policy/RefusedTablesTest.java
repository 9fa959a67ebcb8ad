package org.sparklaunch.livy.driver.policy;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.parser.ParseException;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.execution.CommandExecutionMode;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparklaunch.livy.driver.LocalSpark;

class RefusedTablesTest {
    private static SparkSession spark;

    @BeforeAll
    static void start() {
        spark = LocalSpark.get();
        LocalSpark.gate(PolicyGate.open());
    }

    private static LogicalPlan analyzed(String sql) throws ParseException {
        LogicalPlan parsed = spark.sessionState().sqlParser().parsePlan(sql);
        return spark.sessionState()
                .executePlan(parsed, CommandExecutionMode.SKIP())
                .analyzed();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            CREATE TABLE lost (id INT) USING parquet                         | table
            CREATE TABLE lost USING parquet AS SELECT 1 AS id                | table
            CREATE TABLE lost (id INT)                                       | table
            CREATE EXTERNAL TABLE lost (id INT) LOCATION '/tmp/lost'         | table
            CREATE DATABASE lost                                             | database
            CREATE VIEW lost AS SELECT 1 AS id                               | view
            CREATE OR REPLACE VIEW lost AS SELECT 1 AS id                    | view
            CREATE FUNCTION lost AS 'org.example.Lost'                       | function
            CREATE FUNCTION lost(x INT) RETURNS INT RETURN x + 1             | function
            """)
    void whatWouldEndWithTheSessionIsRefused(String sql, String kind) throws ParseException {
        LogicalPlan plan = analyzed(sql);

        assertThatThrownBy(() -> RefusedTables.check(plan))
                .isInstanceOf(RefusedTables.NoMetastoreException.class)
                .hasMessageStartingWith("cannot create a " + kind
                        + ": this launch has no metastore (--metastore none), so the " + kind);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE TEMPORARY VIEW kept AS SELECT 1 AS id",
                "CREATE GLOBAL TEMPORARY VIEW kept AS SELECT 1 AS id",
                "CREATE TEMPORARY VIEW kept USING csv OPTIONS (path '/tmp/kept.csv')",
                "CREATE TEMPORARY FUNCTION kept AS 'org.example.Kept'",
                "CREATE TEMPORARY FUNCTION kept(x INT) RETURNS INT RETURN x + 1",
                "DROP TABLE IF EXISTS kept",
                "SELECT 1"
            })
    void whatIsTemporaryIsNotRefused(String sql) throws ParseException {
        LogicalPlan plan = analyzed(sql);

        assertThatCode(() -> RefusedTables.check(plan)).doesNotThrowAnyException();
    }
}
