package org.sparklaunch.livy.driver.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.Arrays;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sparklaunch.livy.driver.LocalSpark;
import org.sparklaunch.livy.driver.interpreter.Interpreter;
import org.sparklaunch.livy.driver.interpreter.InterpreterEnvironment;
import org.sparklaunch.livy.driver.interpreter.StatementInput;
import org.sparklaunch.livy.driver.output.OutputLimits;
import org.sparklaunch.livy.driver.output.StatementOutput;

class IsolatedQueriesTest {
    private final SparkSession own = LocalSpark.get().newSession();
    private final Interpreter queries = IsolatedQueries.start(new InterpreterEnvironment(
            own, LocalSpark.environment(OutputLimits.DEFAULT).workDir(), new OutputLimits(100, 100_000)));

    @AfterEach
    void close() {
        queries.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    set spark.sql.session.timeZone=Asia/Tokyo                     | select current_timezone()
                    create schema if not exists other                             | select 1
                    use default                                                   | select current_schema()
                    create temporary view t as select 1 as x                      | show views
                    declare variable v int default 5                              | select 1
                    create temporary function f as 'org.apache.hadoop.hive.ql.udf.UDFLength' | show user functions
                    set spark.sql.ansi.enabled=false                              | set spark.sql.ansi.enabled
                    """)
    void queryLeavesNoStateForTheNextOne(String change, String question) throws InterruptedException {
        StatementOutput before = run(true, question);

        run(true, change);

        for (int i = 0; i < 3; i++) {
            assertThat(run(true, question)).isEqualTo(before);
        }
    }

    @Test
    void statementsOfOneQueryShareTheirState() throws InterruptedException {
        StatementOutput output =
                run(true, "create temporary view v as select 7 as x", "use default", "select x + 1 as y from v");

        assertThat(output.toJson(0)).contains("[[8]]");
    }

    @Test
    void queriesThatAreNotIsolatedShareTheSessionsState() throws InterruptedException {
        run(false, "create temporary view kept as select 7 as x");

        assertThat(run(false, "select x from kept").toJson(0)).contains("[[7]]");
        assertThat(run(true, "select x from kept").toJson(0)).contains("TABLE_OR_VIEW_NOT_FOUND");
    }

    @Test
    void viewThatAQueryCachedIsFreed() throws InterruptedException {
        run(true, "create temporary view heavy as select id from range(10)", "cache table heavy");
        run(true, "select 1");

        await().until(() -> LocalSpark.get().sparkContext().getPersistentRDDs().isEmpty());
    }

    private StatementOutput run(boolean isolated, String... statements) throws InterruptedException {
        String list = String.join("\",\"", Arrays.asList(statements));
        String payload =
                "{\"statements\":[\"" + list + "\"],\"row_limit\":5" + (isolated ? "" : ",\"isolated\":false") + "}";
        return queries.execute(new StatementInput(0, payload));
    }
}
