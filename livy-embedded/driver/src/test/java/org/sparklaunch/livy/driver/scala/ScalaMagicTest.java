package org.sparklaunch.livy.driver.scala;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sparklaunch.livy.driver.interpreter.InterpreterStartException;
import org.sparklaunch.livy.driver.interpreter.StatementInput;
import org.sparklaunch.livy.driver.output.StatementOutput;

class ScalaMagicTest {
    private static final String TABLE = "application/vnd.livy.table.v1+json";

    private static ScalaInterpreter scala;

    @BeforeAll
    static void start() throws InterpreterStartException, InterruptedException {
        scala = SharedShell.get();
        run("case class Pair(b: Int, a: Option[String])\nval kept = List(1, 2)");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "List(1, 2)                        | [1,2]",
                "Map(\"k\" -> 1.5)                 | {\"k\":1.5}",
                "Pair(1, Some(\"x\"))              | {\"b\":1,\"a\":\"x\"}",
                "Pair(1, None)                     | {\"b\":1}",
                "sc.parallelize(1 to 12)           | [1,2,3,4,5,6,7,8,9,10]",
                "\"text\"                          | \"text\"",
                "Double.NaN                        | null",
                "Option.empty[Int]                 | null",
                "java.sql.Date.valueOf(\"2026-11-21\") | \"2026-11-21\"",
                "java.time.LocalDate.of(2026, 1, 2) | \"2026-01-02\"",
            })
    void showsValuesAsJson(String value, String json) throws InterruptedException {
        assertThat(run("val shown = " + value + "\n%json shown")).isEqualTo(StatementOutput.json(json));
    }

    @Test
    void showsRowsInTheFormThatDbtReads() throws InterruptedException {
        StatementOutput output =
                run("val rows = spark.sql(\"select 1 a, 'x' b, date'2026-11-21' c\").collect\n%json rows");

        String column = "\"dataType\":{},\"nullable\":false,\"metadata\":{\"map\":{}}}";
        assertThat(output)
                .isEqualTo(StatementOutput.json("[{\"schema\":[{\"name\":\"a\"," + column + ",{\"name\":\"b\"," + column
                        + ",{\"name\":\"c\"," + column + "],\"values\":[1,\"x\",\"2026-11-21\"]}]"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "%json kept            | [1,2]",
                "val v1 = 1;%json kept | [1,2]",
                "val v2 = 2;%json nope | 2",
                "7 * 6;%json           | 42",
                "// why;%json kept;// so | [1,2]",
                "%json kept;3;%json nope | 3",
            })
    void showsTheNamedValueElseTheLast(String lines, String json) throws InterruptedException {
        assertThat(run(lines.replace(';', '\n'))).isEqualTo(StatementOutput.json(json));
    }

    @Test
    void showsTextWhenCodeFollows() throws InterruptedException {
        assertThat(run("%json kept\nprintln(1)")).isEqualTo(StatementOutput.text("1\n"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "List(List(1, \"x\"), List(2, \"y\")) | BIGINT 0,STRING 1 | [[1,\"x\"],[2,\"y\"]]",
                "List(1, 2)                         | BIGINT 0 | [[1],[2]]",
                "BigDecimal(\"1.5\")                | DOUBLE 0 | [[1.5]]",
                "List(Pair(1, Some(\"x\")), Pair(2, None)) | STRING a,BIGINT b | [[\"x\",1],[null,2]]",
                "List(Map(\"k\" -> List(1, 2)))     | ARRAY k | [[[1,2]]]",
                "List(Map(\"k\" -> Map(\"m\" -> true))) | MAP k | [[{\"m\":true}]]",
                "sc.parallelize(Seq(true))          | BOOLEAN 0 | [[true]]",
                "List.empty[Int]                    | `` | []",
                "List[String](null)                 | NULL 0 | [[null]]",
                "spark.sql(\"select 1.50 b, 'x' a, null c\").collect | STRING a,DOUBLE b,NULL c | [[\"x\",1.50,null]]",
                "spark.sql(\"select 1 a, 2 a, 3 A\").collect | BIGINT A_3,BIGINT a,BIGINT a_2 | [[3,1,2]]",
                "spark.sql(\"select 1 schema, 2 values\").collect | BIGINT schema,BIGINT values | [[1,2]]",
                "List(Map(\"schema\" -> 1, \"values\" -> 2)) | BIGINT schema,BIGINT values | [[1,2]]",
            })
    void showsValuesAsTables(String value, String columns, String data) throws InterruptedException {
        String headers = columns.replaceAll("(\\w+) (\\w+)", "{\"type\":\"$1_TYPE\",\"name\":\"$2\"}");

        assertThat(run("val shown = " + value + "\n%table shown"))
                .isEqualTo(new StatementOutput.Success(
                        Map.of(TABLE, "{\"headers\":[" + headers + "],\"data\":" + data + "}")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "%foo kept                        | UnknownMagic | Unknown magic command foo",
                "%json nope                       | NameError    | Value nope does not exist",
                "val df = spark.range(1);%json df | ValueError   | Failed to convert value into a JSON value: .+",
                "val loop = new Array[Any](1);loop(0) = loop;%json loop | ValueError | .*: it contains itself or is nested .*",
                "val keys = Map(new Object -> 1);%json keys | ValueError | .*: .*serialize key of type .*Object.*",
                "val mix = List(1, \"x\");%table mix | TypeError | table rows have different types",
            })
    void refusesWhatItCannotShow(String lines, String name, String message) throws InterruptedException {
        StatementOutput.Failure failure = (StatementOutput.Failure) run(lines.replace(';', '\n'));

        assertThat(failure.name()).isEqualTo(name);
        assertThat(failure.message()).matches(Pattern.compile(message, Pattern.DOTALL));
    }

    @Test
    void refusesAValueBeyondTheLimit() throws InterruptedException {
        StatementOutput.Failure failure = (StatementOutput.Failure) run("val big = \"x\" * 20000\n%json big");

        assertThat(failure.name()).isEqualTo("OutputTooLarge");
    }

    private static StatementOutput run(String code) throws InterruptedException {
        return scala.execute(new StatementInput(0, code));
    }
}
