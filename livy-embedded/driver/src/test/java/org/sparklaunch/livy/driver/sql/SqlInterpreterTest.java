package org.sparklaunch.livy.driver.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sparklaunch.livy.driver.LocalSpark;
import org.sparklaunch.livy.driver.interpreter.Interpreter;
import org.sparklaunch.livy.driver.interpreter.StatementInput;
import org.sparklaunch.livy.driver.output.OutputLimits;
import org.sparklaunch.livy.driver.output.StatementOutput;

class SqlInterpreterTest {
    private static final OutputLimits LIMITS = new OutputLimits(10, 100_000);
    private static Interpreter sql;

    @BeforeAll
    static void start() {
        sql = SqlInterpreter.start(LocalSpark.environment(LIMITS));
        LocalSpark.get().conf().set("spark.sql.session.timeZone", "UTC");
    }

    @AfterAll
    static void close() {
        sql.close();
    }

    @Test
    void answersSchemaAndRowsAsLivyDoes() {
        StatementOutput output = run("select 1 x");

        assertThat(output)
                .isEqualTo(json("{\"schema\":{\"type\":\"struct\",\"fields\":[{\"name\":\"x\",\"type\":\"integer\","
                        + "\"nullable\":false,\"metadata\":{}}]},\"data\":[[1]]}"));
    }

    @Test
    void givesTheWholeResultBeyondItsRowLimit() throws Exception {
        sql.execute(new StatementInput(70, "select id from range(25)"));
        StringWriter lines = new StringWriter();

        sql.results().find(70).orElseThrow().write(lines);

        assertThat(lines.toString().lines())
                .hasSize(27)
                .startsWith(
                        "{\"schema\":{\"type\":\"struct\",\"fields\":[{\"name\":\"id\",\"type\":\"long\",\"nullable\":false,\"metadata\":{}}]}}",
                        "[0]")
                .endsWith("[24]", "{\"rows\":25}");
    }

    @Test
    void doesNotRunACommandAgainForItsResult() throws Exception {
        sql.execute(new StatementInput(71, "create temp view made_once as select 1"));
        StringWriter lines = new StringWriter();

        sql.results().find(71).orElseThrow().write(lines);

        assertThat(lines.toString()).endsWith("{\"rows\":0}\n");
    }

    @Test
    void keepsTheQueriesOfTheLastTwentyStatements() throws InterruptedException {
        for (int i = 100; i <= 120; i++) {
            sql.execute(new StatementInput(i, "select " + i));
        }

        assertThat(sql.results().find(100)).isEmpty();
        assertThat(sql.results().find(101)).isPresent();
    }

    @Test
    void forgetsResultsThatAPolicyMayForbidNow() throws InterruptedException {
        sql.execute(new StatementInput(74, "select 1"));

        sql.results().forget();

        assertThat(sql.results().find(74)).isEmpty();
    }

    @Test
    void takesATrailingSemicolon() {
        StatementOutput output = run("select 1 x;");

        assertThat(data(output)).isEqualTo("[[1]]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "1.50BD                                     | 1.50",
                "cast('12345678901234567890123456789.1' as decimal(38,1)) | 12345678901234567890123456789.1",
                "cast(0 as decimal(38,18))                  | 0.000000000000000000",
                "9223372036854775807                        | 9223372036854775807",
                "true                                       | true",
                "null                                       | null",
                "double('NaN')                              | null",
                "double('Infinity')                         | 'Infinity'",
                "float('-Infinity')                         | '-Infinity'",
                "float(1.1)                                 | 1.1",
                "1e300D                                     | 1.0E300",
                "'ä'                                        | 'ä'",
                "cast('x' as char(3))                       | 'x'",
                "date'2026-11-21'                           | '2026-11-21'",
                "timestamp'2024-01-02 03:04:05'             | '2024-01-02T03:04:05Z'",
                "timestamp'2024-01-02 03:04:05.123456'      | '2024-01-02T03:04:05.123456Z'",
                "timestamp_ntz'2024-01-02 03:04:00'         | '2024-01-02T03:04:00'",
                "interval '1 2:3:4' day to second           | 'PT26H3M4S'",
                "interval '1-2' year to month               | 'P1Y2M'",
                "make_interval(1,2,3)                       | '1 years 2 months 21 days'",
                "X'01FF'                                    | [1,-1]",
                "array(1,null)                              | [1,null]",
                "map('a',1,'b',2)                           | {'a':1,'b':2}",
                "map(1,array(2))                            | {'1':[2]}",
                "parse_json('{\"a\":[1,2]}')            | {'a':[1,2]}",
            })
    void writesEveryType(String expression, String expected) {
        StatementOutput output = run("select " + expression);

        assertThat(data(output)).isEqualTo("[[" + expected.replace('\'', '"') + "]]");
    }

    @Test
    void writesStructsAsLivyDoes() {
        StatementOutput output = run("select named_struct('x', 1, 'y', array(1.5BD)) s");

        assertThat(data(output))
                .isEqualTo("[[{\"schema\":["
                        + "{\"name\":\"x\",\"dataType\":{},\"nullable\":false,\"metadata\":{\"map\":{}}},"
                        + "{\"name\":\"y\",\"dataType\":{\"elementType\":{\"precision\":2,\"scale\":1},"
                        + "\"containsNull\":false},\"nullable\":false,\"metadata\":{\"map\":{}}}],"
                        + "\"values\":[1,[1.5]]}]]");
    }

    @Test
    void cutsRowsAtTheLimit() {
        StatementOutput output = run("select id from range(1000)");

        assertThat(data(output)).isEqualTo("[[0],[1],[2],[3],[4],[5],[6],[7],[8],[9]]");
    }

    @Test
    void answersCommandsWithNothing() {
        StatementOutput output = run("create or replace temp view numbers as select 1 x");

        assertThat(output).isEqualTo(json("{\"schema\":{\"type\":\"struct\",\"fields\":[]},\"data\":[]}"));
    }

    @Test
    void answersCommandsThatListThings() {
        run("create or replace temp view numbers as select 1 x");

        StatementOutput output = run("show tables like 'numbers'");

        assertThat(data(output)).isEqualTo("[[\"\",\"numbers\",true]]");
    }

    @Test
    void showsSparksMessageAndFrames() {
        StatementOutput.Failure failure = (StatementOutput.Failure) run("select * from nowhere");

        assertThat(failure.name()).isEqualTo("Error");
        assertThat(failure.message()).contains("TABLE_OR_VIEW_NOT_FOUND", "nowhere");
        assertThat(failure.traceback()).isNotEmpty().noneMatch(line -> line.contains("\tat "));
    }

    @Test
    void showsTheMessagesOfCauses(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("part.parquet"), "this is not Parquet");

        StatementOutput.Failure missing = (StatementOutput.Failure) run("select * from parquet.`s3a://bucket/table`");
        StatementOutput.Failure corrupt = (StatementOutput.Failure) run("select * from parquet.`" + folder + "`");

        assertThat(missing.message()).contains("S3AFileSystem not found");
        assertThat(corrupt.message()).contains("is not a Parquet file");
        assertThat(missing.message() + corrupt.message()).doesNotContain("\tat ", "Driver stacktrace");
    }

    @Test
    void framesOfExecutorsGoToTheTraceback() {
        StatementOutput.Failure failure = (StatementOutput.Failure)
                run("select java_method('java.lang.Integer', 'parseInt', string(id)||'x') from range(1)");

        assertThat(failure.message()).contains("For input string: \"0x\"").doesNotContain("\tat ");
        assertThat(failure.traceback())
                .anyMatch(line ->
                        line.startsWith("java.lang.Integer.parseInt") || line.contains("java.lang.Integer.parseInt"));
    }

    @Test
    void showsSyntaxErrors() {
        StatementOutput output = run("selekt 1");

        assertThat(((StatementOutput.Failure) output).message()).contains("PARSE_SYNTAX_ERROR");
    }

    @Test
    void refusesAResultLargerThanTheLimit() {
        StatementOutput.Failure failure = (StatementOutput.Failure) run("select repeat('x', 200000)");

        assertThat(failure.name()).isEqualTo("OutputTooLarge");
        assertThat(failure.message()).contains("100000 bytes", "select fewer columns or rows");
    }

    private static StatementOutput run(String code) {
        try {
            return sql.execute(new StatementInput(0, code));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static StatementOutput json(String value) {
        return new StatementOutput.Success(Map.of(StatementOutput.JSON, value));
    }

    private static String data(StatementOutput output) {
        assertThat(output).isInstanceOf(StatementOutput.Success.class);
        String json = ((StatementOutput.Success) output).data().get(StatementOutput.JSON);
        return json.substring(json.indexOf(",\"data\":") + 8, json.length() - 1);
    }
}
