package org.sparklaunch.livy.driver.query;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sparklaunch.livy.driver.LocalSpark;
import org.sparklaunch.livy.driver.interpreter.Interpreter;
import org.sparklaunch.livy.driver.interpreter.StatementInput;
import org.sparklaunch.livy.driver.output.OutputLimits;
import org.sparklaunch.livy.driver.output.StatementOutput;

class QueryInterpreterTest {
    private static Interpreter query;

    @BeforeAll
    static void start() {
        query = QueryInterpreter.start(LocalSpark.environment(new OutputLimits(10, 10_000)));
        LocalSpark.get().conf().set("spark.sql.session.timeZone", "UTC");
    }

    @AfterAll
    static void close() {
        query.close();
    }

    @Test
    void answersSchemaAndRows() throws InterruptedException {
        assertThat(run("{\"statements\":[\"select 1 x\"],\"row_limit\":5}"))
                .isEqualTo("{\"results\":[{\"schema\":{\"type\":\"struct\",\"fields\":[{\"name\":\"x\",\"type\":"
                        + "\"integer\",\"nullable\":false,\"metadata\":{}}]},\"rows\":[[1]],\"truncated\":false}]}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    1.50BD                                                      | "1.50"
                    cast('12345678901234567890123456789.1' as decimal(38,1))    | "12345678901234567890123456789.1"
                    9223372036854775807                                         | 9223372036854775807
                    null                                                        | null
                    double('NaN')                                               | "NaN"
                    float('-Infinity')                                          | "-Infinity"
                    1e300D                                                      | 1.0E300
                    'ä'                                                         | "ä"
                    date'0001-01-01'                                            | "0001-01-01"
                    timestamp'2024-01-02 03:04:05.123456'                       | "2024-01-02T03:04:05.123456Z"
                    timestamp_ntz'2024-01-02 03:04:00'                          | "2024-01-02T03:04:00"
                    X'01FF'                                                     | "Af8="
                    array(1,null)                                               | [1,null]
                    map(1,'a')                                                  | [[1,"a"]]
                    named_struct('a',1,'b',array(double('NaN')))                | [1,["NaN"]]
                    interval '1 2:3:4' day to second                            | "PT26H3M4S"
                    """)
    void keepsEveryType(String expression, String cell) throws InterruptedException {
        String sql = expression.replace("\"", "\\\"");

        assertThat(run("{\"statements\":[\"select " + sql + "\"],\"row_limit\":5}"))
                .contains("\"rows\":[[" + cell + "]]");
    }

    @Test
    void argumentsAreBoundAndNeverSql() throws InterruptedException {
        String params = "{\"a\":\"x' or 1=1 --\",\"n\":7,\"d\":{\"type\":\"decimal\",\"value\":\"1.10\"},\"none\":null,"
                + "\"day\":{\"type\":\"date\",\"value\":\"2026-01-31\"},\"b\":{\"type\":\"binary\",\"value\":\"Af8=\"}}";

        assertThat(run("{\"statements\":[\"select :a, :n + 1, :d, :none, :day, hex(:b)\"],\"row_limit\":5,\"params\":"
                        + params + "}"))
                .contains("[\"x' or 1=1 --\",8,\"1.10\",null,\"2026-01-31\",\"01FF\"]");
    }

    @Test
    void numberKeepsItsScale() throws InterruptedException {
        assertThat(run("{\"statements\":[\"select :a\"],\"row_limit\":5,\"params\":{\"a\":1.10}}"))
                .contains("[[\"1.10\"]]")
                .contains("decimal(3,2)");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "date          | 0001-01-01                       | 0001-01-01",
                "date          | 1582-10-10                       | 1582-10-10",
                "date          | +10000-01-01                     | +10000-01-01",
                "timestamp     | 0001-01-01T00:00:00Z             | 0001-01-01 00:00:00",
                "timestamp     | 1582-10-10T12:00:00.000001Z      | 1582-10-10 12:00:00.000001",
                "timestamp     | +294247-01-10T04:00:54.775807Z   | +294247-01-10 04:00:54.775807",
                "timestamp     | 2024-01-02T03:04:05+02:00        | 2024-01-02 01:04:05",
                "timestamp_ntz | 1582-10-10T00:00:00.000001       | 1582-10-10 00:00:00.000001",
                "interval day to second | PT26H3M4.000005S        | INTERVAL '1 02:03:04.000005' DAY TO SECOND",
                "interval day to second | -PT2562047788H54.775807S | INTERVAL '-106751991 04:00:54.775807' DAY TO SECOND",
                "interval year to month | P1Y2M                   | INTERVAL '1-2' YEAR TO MONTH",
                "interval year to month | -P14M                   | INTERVAL '-1-2' YEAR TO MONTH",
                "double        | NaN                              | NaN",
                "double        | -0.0                             | -0.0",
                "float         | Infinity                         | Infinity",
                "decimal       | 0.00000000000000000000000000000000000001 | 0.00000000000000000000000000000000000001",
                "decimal       | 1E3                              | 1000",
                "boolean       | false                            | false",
                "tinyint       | -128                             | -128",
                "bigint        | -9223372036854775808             | -9223372036854775808",
            })
    void argumentsArriveAsTheyAre(String type, String value, String shown) throws InterruptedException {
        String params = "{\"a\":{\"type\":\"" + type + "\",\"value\":\"" + value + "\"}}";

        assertThat(run("{\"statements\":[\"select cast(:a as string)\"],\"row_limit\":5,\"params\":" + params + "}"))
                .contains("[[\"" + shown + "\"]]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "interval year to month | P1M2D      | 'P1M2D' is not a value of type interval year to month; expected a form such as P1Y2M",
                "interval day to second | 1 day      | expected a form such as PT24H0.123456S",
                "time      | 24:00                   | expected a form such as 12:00:00.123456",
                "boolean   | yes                     | 'yes' is not a value of type boolean (true, false)",
                "tinyint   | 128                     | '128' is not a value of type tinyint",
                "date      | 31.01.2026              | '31.01.2026' is not a value of type date; expected a form such as 2026-01-31",
                "date      | +10000000-01-01         | is not a value of type date",
                "timestamp | 2026-01-31 12:00:00     | expected a form such as 2026-01-31T12:00:00.123456Z",
                "timestamp | +294248-01-01T00:00:00Z | is not a value of type timestamp",
                "decimal   | 1E39                    | has more than 38 digits",
                "double    | 1E400                   | '1E400' is not a value of type double",
                "float     | -1E39                   | '-1E39' is not a value of type float",
                "timestamp | 2026-01-31T12:00:00.1234567Z | expected a form such as 2026-01-31T12:00:00.123456Z",
                "timestamp_ntz | 2026-01-31T12:00:00.1234567 | expected a form such as 2026-01-31T12:00:00.123456",
                "time      | 12:00:00.0000001        | expected a form such as 12:00:00.123456",
                "interval day to second | PT0.0000001S | expected a form such as PT24H0.123456S",
            })
    void argumentsOutOfRangeAreRefusedByTheirValue(String type, String value, String words)
            throws InterruptedException {
        String params = "{\"a\":{\"type\":\"" + type + "\",\"value\":\"" + value + "\"}}";

        assertThat(((StatementOutput.Failure)
                                execute("{\"statements\":[\"select :a\"],\"row_limit\":5,\"params\":" + params + "}"))
                        .message())
                .startsWith("the parameter 'a' is wrong: ")
                .contains(words);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "selekt 1                           | (line 7, pos 5)",
                "select (1 +\\n  )                    | (line 8, pos 2)",
                "select *\\n from nowhere            | line 8 pos 6",
                "select 1/0                         | == SQL (line 7, position 13) ==",
            })
    void positionsAreThoseOfTheUsersText(String sql, String position) throws InterruptedException {
        StatementOutput output = execute("{\"statements\":[\"" + sql + "\"],\"positions\":[[7,5]],\"row_limit\":5}");

        assertThat(((StatementOutput.Failure) output).message()).contains(position);
    }

    @Test
    void positionsInTheTextOfAViewStay() {
        assertThat(new SqlPosition(7, 5).shift("x\n== SQL of VIEW v (line 1, position 8) ==\nselect 1/0"))
                .contains("VIEW v (line 1, position 8)");
    }

    @Test
    void everyStatementHasItsResult() throws InterruptedException {
        assertThat(run("{\"statements\":[\"create or replace temp view v as select 3 x\",\"select * from v\","
                        + "\"select :p\"],\"row_limit\":5,\"params\":{\"p\":\"q\"}}"))
                .contains("\"fields\":[]},\"rows\":[]", "\"rows\":[[3]]", "\"rows\":[[\"q\"]]");
    }

    @Test
    void failureNamesTheStatement() throws InterruptedException {
        StatementOutput output = execute("{\"statements\":[\"select 1\",\"select * from nowhere\"],\"row_limit\":5}");

        assertThat(((StatementOutput.Failure) output).message())
                .startsWith("Statement 2 of 2: [TABLE_OR_VIEW_NOT_FOUND]");
    }

    @ParameterizedTest
    @CsvSource({"5, true", "6, false"})
    void rowsBeyondTheLimitAreCutWithANotice(int limit, boolean truncated) throws InterruptedException {
        assertThat(run("{\"statements\":[\"select id from range(6)\"],\"row_limit\":" + limit + "}"))
                .contains("[4]")
                .endsWith("\"truncated\":" + truncated + "}]}");
    }

    @Test
    void bytesBeyondTheLimitAreCutWithANotice() throws InterruptedException {
        assertThat(run("{\"statements\":[\"select repeat('x', 3000) from range(9)\"],\"row_limit\":9}"))
                .hasSizeBetween(9_000, 10_000)
                .endsWith("\"truncated\":true}]}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "select 1                                                                       | is a JSON map",
                "{\"statements\":[],\"row_limit\":1}                                            | needs \"statements\"",
                "{\"statements\":[\"select :a\"],\"row_limit\":1,\"params\":{\"a\":[1]}}        | parameter 'a' is wrong",
                "{\"statements\":[\"select :a\"],\"row_limit\":1,\"params\":{\"a\":{\"type\":\"date\",\"value\":\"x\"}}} | 'a'",
                "{\"statements\":[\"select :a\"],\"row_limit\":1,\"params\":{\"a\":{\"type\":\"age\",\"value\":1}}}      | 'age'",
            })
    void wrongOrdersAreRefused(String order, String words) throws InterruptedException {
        assertThat(((StatementOutput.Failure) execute(order)).message()).contains(words);
    }

    private static String run(String order) throws InterruptedException {
        StatementOutput output = execute(order);
        assertThat(output).as(output.toString()).isInstanceOf(StatementOutput.Success.class);
        return ((StatementOutput.Success) output).data().getOrDefault(StatementOutput.JSON, "");
    }

    private static StatementOutput execute(String order) throws InterruptedException {
        return query.execute(new StatementInput(1, order));
    }
}
