package org.sparklaunch.livy.driver.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparklaunch.livy.driver.LocalSpark;
import org.sparklaunch.livy.driver.interpreter.Interpreter;
import org.sparklaunch.livy.driver.interpreter.InterpreterStartException;
import org.sparklaunch.livy.driver.kernel.KernelSession;
import org.sparklaunch.livy.driver.output.StatementOutput;
import org.sparklaunch.livy.driver.output.StatementOutput.Failure;

class PythonLanguageTest {

    @TempDir
    private static Path workDir;

    private static Map<String, String> environment = Map.of();
    private static Interpreter python;

    @BeforeAll
    static void startPython() throws Exception {
        environment = KernelSession.processEnvironment();
        assumeTrue(
                environment.containsKey("SPARK_HOME"),
                "skipped: PySpark is not installed, run scripts/install-spark or set SPARK_HOME");
        python = start();
    }

    private static Interpreter start() throws Exception {
        return new PythonLanguage(environment).start(KernelSession.environment(workDir));
    }

    @AfterAll
    static void stopPython() {
        if (python != null) {
            python.close();
        }
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "1+1|2",
                "'a\\n'|'a\\\\n'",
                "print(1);print(1)|1\\n1",
                "x = 5|``",
                "``|``",
                "# only a comment|``",
                "print('žluťoučký 🐎')|žluťoučký 🐎",
                "import sys; sys.stderr.write('late'); print('early')|early\\nlate",
                "import sys; n = sys.stdout.buffer.write(b'raw')|raw",
                "input|<built-in function input>",
                "import sys; sys.stdout.close()|``",
                "spark.range(3).count()|3",
                "sc.parallelize([1, 2, 3]).map(lambda n: n * 2).sum()|12",
                "spark.sql('select 7 as n').collect()|[Row(n=7)]",
                "for row in spark.sql('select 7 as n').toJSON().collect(): print(row)|{\\\"n\\\":7}",
                "[sqlContext.sparkSession is spark, HiveContext.__name__, StreamingContext.__name__, "
                        + "cloudpickle.__name__]|[True, 'HiveContext', 'StreamingContext', 'pyspark.cloudpickle']",
                "__name__|'__main__'",
            })
    void answersWhatAPromptWouldPrint(String code, String text) throws Exception {
        assertThat(KernelSession.run(python, code)).isEqualTo(ok(text));
    }

    private static StatementOutput ok(String quoted) {
        return new StatementOutput.Success(Map.of(StatementOutput.TEXT, '"' + quoted + '"'));
    }

    @Test
    void runsCodeWithWindowsLineEndsAndRemembersNames() throws Exception {
        StatementOutput output = KernelSession.run(python, "def g(n):\r\n    return n + 1\r\n\r\ng(1)\r\n");

        assertThat(output).isEqualTo(ok("2"));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "abcde|NameError|name 'abcde' is not defined",
                "{}['foo']|KeyError|'foo'",
                "1/0|ZeroDivisionError|division by zero",
                "import sys; sys.exit(3)|SystemExit|3",
                "%foo|UnknownMagic|unknown magic command 'foo'",
                "%|UnknownMagic|magic command not specified",
                "%json nowhere|NameError|name 'nowhere' is not defined",
                "%table nowhere|NameError|name 'nowhere' is not defined",
                "%matplot nowhere|NameError|name 'nowhere' is not defined",
            })
    void answersTheNameAndMessageOfAFailure(String code, String name, String message) throws Exception {
        Failure failure = (Failure) KernelSession.run(python, code);

        assertThat(List.of(failure.name(), failure.message())).containsExactly(name, message);
    }

    @Test
    void namesTheFailingLineAndTheCauses() throws Exception {
        String code = "def g():\n    try:\n        1/0\n    except ZeroDivisionError as e:\n"
                + "        raise ValueError('second') from e\nprint('before')\ng()";

        Failure failure = (Failure) KernelSession.run(python, code);

        String shown = String.join("", failure.traceback()).replaceAll("(?m)^ *[~^]+\n", "");
        assertThat(failure.message()).isEqualTo("second");
        assertThat(shown).isEqualTo("""
                Traceback (most recent call last):
                  File "<stdin>", line 3, in g
                    1/0
                ZeroDivisionError: division by zero

                The above exception was the direct cause of the following exception:

                Traceback (most recent call last):
                  File "<stdin>", line 7, in <module>
                    g()
                  File "<stdin>", line 5, in g
                    raise ValueError('second') from e
                ValueError: second
                Output before the error:
                before
                """);
    }

    @Test
    void namesTheStatementOfAFunctionThatWasDefinedEarlier() throws Exception {
        KernelSession.run(python, "\ndef earlier():\n    return {}['key']");

        Failure failure = (Failure) KernelSession.run(python, "earlier()");

        assertThat(String.join("", failure.traceback()))
                .containsPattern("File \"<statement-\\d+>\", line 3, in earlier\n    return \\{\\}\\['key'\\]");
    }

    @Test
    void countsLinesThroughMagics() throws Exception {
        Failure failure = (Failure) KernelSession.run(python, "v = 1\n%json v\n\nw = 2\n1/0");

        assertThat(String.join("", failure.traceback())).contains("File \"<stdin>\", line 5, in <module>\n    1/0");
    }

    @Test
    void showsTheMembersOfAnExceptionGroup() throws Exception {
        assumeTrue(
                KernelSession.text(python, "import sys\nsys.version_info >= (3, 11)")
                        .contains("True"),
                "skipped: exception groups need Python 3.11");

        Failure failure = (Failure)
                KernelSession.run(python, "raise ExceptionGroup('two', [ValueError('first'), KeyError('second')])");

        assertThat(String.join("", failure.traceback())).contains("ValueError: first", "KeyError: 'second'");
    }

    @Test
    void showsTheCausesOfSparksErrors() throws Exception {
        Failure failure = (Failure) KernelSession.run(python, "spark.read.parquet('s3a://bucket/table')");

        assertThat(failure.message()).contains("S3AFileSystem not found").doesNotContain("\tat ");
    }

    @Test
    void jobsShowTheCausesOfSparksErrorsToo() throws Exception {
        String payload = ((StatementOutput.Success) KernelSession.run(
                        python,
                        "import base64\njob = lambda context: context.spark_session.read.parquet('s3a://bucket/table')\n"
                                + "print(base64.b64encode(cloudpickle.dumps(job)).decode())"))
                .data()
                .values()
                .iterator()
                .next()
                .replace("\"", "");

        assertThatThrownBy(() -> python.jobs().orElseThrow().run("job-causes", payload))
                .hasMessageStartingWith("Client job error:Traceback")
                .hasMessageContaining("Caused by: ")
                .hasMessageContaining("S3AFileSystem not found");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "import io, sys; sys.stdout = io.StringIO(); sys.stderr = sys.stdout",
                "import sys; sys.stdout.close(); sys.stderr.close()",
                "import sys; sys.stdout.detach()",
                "import sys; sys.stdout.reconfigure(encoding='ascii', errors='strict')",
                "import sys; del sys.stdout",
                "import sys; sys.stdout = None; 1/0",
            })
    void statementPrintsAfterAnEarlierOneClosedTheStreams(String code) throws Exception {
        KernelSession.run(python, code);

        assertThat(KernelSession.run(python, "import sys\nprint('ö')\nprint('err', file=sys.stderr)"))
                .isEqualTo(ok("ö\\nerr"));
    }

    @Test
    void loggersThatKeepAStreamContinueToPrint() throws Exception {
        KernelSession.run(
                python,
                "import logging, sys\nlog = logging.getLogger('kept')\nlog.propagate = False\n"
                        + "log.addHandler(logging.StreamHandler(sys.stdout))");

        assertThat(KernelSession.run(python, "log.warning('still here')")).isEqualTo(ok("still here"));
    }

    @Test
    void showsTheSourceOfFunctions() throws Exception {
        KernelSession.run(python, "def documented(n):\n    return n + 1  # as written");

        assertThat(KernelSession.run(python, "import inspect\nprint(inspect.getsource(documented))"))
                .isEqualTo(ok("def documented(n):\\n    return n + 1  # as written"));
    }

    @Test
    void showsTheSourceOfClasses() throws Exception {
        KernelSession.run(python, "x = 1\nclass Documented:\n    value = 2  # as written\n    class Inner: pass");

        assertThat(KernelSession.run(
                        python,
                        "import inspect\nprint(inspect.getsource(Documented.Inner), inspect.getsource(Documented))"))
                .isEqualTo(
                        ok(
                                "    class Inner: pass class Documented:\\n    value = 2  # as written\\n    class Inner: pass"));
    }

    @Test
    void figureInTheMiddleKeepsTheTextAround() throws Exception {
        StatementOutput output = KernelSession.run(
                python,
                "class P:\n    def gcf(self): return self\n    def savefig(self, f, format): f.write(b'png')\n"
                        + "plt = P()\nprint('before')\n%matplot plt\nprint('after')");

        assertThat(output)
                .isEqualTo(new StatementOutput.Success(
                        Map.of("image/png", "\"cG5n\"", StatementOutput.TEXT, "\"before\\nafter\"")));
    }

    @Test
    void opensFilesOfTheSessionByName() throws Exception {
        Path file = Files.writeString(LocalSpark.lastingFolder().resolve("opened-by-name.txt"), "found");
        LocalSpark.get().sparkContext().addFile(file.toString());

        assertThat(KernelSession.run(python, "print(open('opened-by-name.txt').read())"))
                .isEqualTo(ok("found"));
    }

    @Test
    void importsPySparksCopyOfCloudpickleWhereThereIsNoOther() throws Exception {
        String code = """
                import cloudpickle.cloudpickle
                cloudpickle.loads(cloudpickle.dumps(lambda: 41))() + 1
                """;

        assertThat(KernelSession.text(python, code)).contains("42");
    }

    @Test
    void runsNothingOfCodeWithASyntaxError() throws Exception {
        Failure failure = (Failure) KernelSession.run(python, "untouched = 1\nx = = 2");

        assertThat(List.of(failure.name(), failure.message()))
                .containsExactly("SyntaxError", "invalid syntax (<stdin>, line 2)");
        assertThat(failure.traceback().get(0)).isEqualTo("  File \"<stdin>\", line 2\n");
        assertThat(KernelSession.text(python, "'untouched' in globals()")).contains("False");
    }

    @Test
    void showsAVariableAsJsonOnly() throws Exception {
        StatementOutput output = KernelSession.run(python, "v = {'a': [1, None, 'ü']}\n%json v");

        assertThat(output).isEqualTo(StatementOutput.json("{\"a\": [1, null, \"ü\"]}"));
    }

    @Test
    void showsRowsAsTable() throws Exception {
        StatementOutput output = KernelSession.run(
                python,
                "import datetime, decimal\nt = [{'b': None, 'a': 1, 'd': datetime.date(2026, 1, 2)},"
                        + " {'b': 2.5, 'a': 2, 'm': {'k': decimal.Decimal('1.50')}}]\n%table t");

        assertThat(output)
                .isEqualTo(new StatementOutput.Success(Map.of(
                        "application/vnd.livy.table.v1+json",
                        "{\"headers\": [{\"name\": \"a\", \"type\": \"INT_TYPE\"}, {\"name\": \"b\", \"type\":"
                                + " \"DOUBLE_TYPE\"}, {\"name\": \"d\", \"type\": \"DATE_TYPE\"}, {\"name\": \"m\","
                                + " \"type\": \"MAP_TYPE\"}], \"data\": [[1, null, \"2026-01-02\", null], [2, 2.5,"
                                + " null, {\"k\": \"1.50\"}]]}")));
    }

    @Test
    void bytesInATableAreTheNumbersThatSqlShows() throws Exception {
        StatementOutput output = KernelSession.run(python, "t = spark.sql(\"select X'01FF' b\").collect()\n%table t");

        assertThat(((StatementOutput.Success) output).data().get("application/vnd.livy.table.v1+json"))
                .isEqualTo("{\"headers\": [{\"name\": \"b\", \"type\": \"ARRAY_TYPE\"}], \"data\": [[[1, -1]]]}");
    }

    @Test
    void columnsOfOneNameStayInATable() throws Exception {
        StatementOutput output = KernelSession.run(python, "t = spark.sql('select 1 a, 2 b, 3 a').collect()\n%table t");

        assertThat(((StatementOutput.Success) output).data().get("application/vnd.livy.table.v1+json"))
                .isEqualTo(
                        "{\"headers\": [{\"name\": \"a\", \"type\": \"INT_TYPE\"}, {\"name\": \"a_2\", \"type\": \"INT_TYPE\"},"
                                + " {\"name\": \"b\", \"type\": \"INT_TYPE\"}], \"data\": [[1, 3, 2]]}");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "[datetime.date(1582, 10, 10), datetime.datetime(1, 1, 1, 0, 0, 0, 5)]|[\"1582-10-10\", \"0001-01-01T00:00:00.000005\"]",
                "decimal.Decimal('1E-38')|\"0.00000000000000000000000000000000000001\"",
                "bytes([1, 255])|[1, -1]",
                "[{'k': datetime.timedelta(1)}]|[{\"k\": \"1 day, 0:00:00\"}]",
                "[float('nan'), float('-inf'), -0.0, [float('nan')]]|[null, \"-Infinity\", -0.0, [null]]",
                "{datetime.date(1582, 10, 10): 1, (1, 2): 2, decimal.Decimal('1E-3'): 3}|{\"1582-10-10\": 1, \"[1, 2]\": 2, \"0.001\": 3}",
                "spark.sql('select double(\"NaN\") x, map(date\"2024-01-02\", 1) m').collect()|[[null, {\"2024-01-02\": 1}]]",
            })
    void showsValuesOfRowsAsJson(String value, String json) throws Exception {
        StatementOutput output = KernelSession.run(python, "import datetime, decimal\nt = " + value + "\n%json t");

        assertThat(output).isEqualTo(StatementOutput.json(json));
    }

    @Test
    void showsFramesOfPandas() throws Exception {
        assumeTrue(
                !KernelSession.text(python, "import importlib.util\nimportlib.util.find_spec('pandas')")
                        .contains("\"\""),
                "skipped: pandas is not installed in this Python");
        KernelSession.run(
                python,
                "import pandas\nf = pandas.DataFrame([[1, True, None, 'x'], [2, False, 2.5, None]],"
                        + " columns=['b', 'a', 'n', 'b'])");

        StatementOutput table = KernelSession.run(python, "%table f");
        StatementOutput json = KernelSession.run(python, "%json f");

        assertThat(((StatementOutput.Success) table).data().get("application/vnd.livy.table.v1+json"))
                .isEqualTo(
                        "{\"headers\": [{\"name\": \"b\", \"type\": \"INT_TYPE\"}, {\"name\": \"a\", \"type\": \"BOOLEAN_TYPE\"},"
                                + " {\"name\": \"n\", \"type\": \"DOUBLE_TYPE\"}, {\"name\": \"b_2\", \"type\": \"STRING_TYPE\"}],"
                                + " \"data\": [[1, true, null, \"x\"], [2, false, 2.5, null]]}");
        assertThat(json)
                .isEqualTo(StatementOutput.json("[{\"b\": 1, \"a\": true, \"n\": null, \"b_2\": \"x\"},"
                        + " {\"b\": 2, \"a\": false, \"n\": 2.5, \"b_2\": null}]"));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "t = [[1], ['x']]|%table t|TypeError|table rows have different types",
                "t = object()|%json t|ValueError|Failed to convert value into a JSON value",
                "t = []; t.append(t)|%json t|ValueError|Failed to convert value into a JSON value",
            })
    void survivesValuesThatDoNotFitAMagic(String code, String magic, String name, String message) throws Exception {
        Failure failure = (Failure) KernelSession.run(python, code + "\n" + magic);

        assertThat(List.of(failure.name(), failure.message())).containsExactly(name, message);
        assertThat(python.isAlive()).isTrue();
    }

    @Test
    void showsWhateverDrawsAsImage() throws Exception {
        StatementOutput output = KernelSession.run(
                python,
                "class P:\n    def gcf(self): return self\n    def savefig(self, f, format): f.write(b'png')\n"
                        + "plt = P()\n%matplot plt");

        assertThat(output).isEqualTo(new StatementOutput.Success(Map.of("image/png", "\"cG5n\"")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "import matplotlib.pyplot as p\nf = p.plot([1, 2])\np.show()",
                "import matplotlib.pyplot as p\nf = p.plot([1, 2])\n%matplot p"
            })
    void showsFiguresOfMatplotlib(String code) throws Exception {
        assumeTrue(
                !KernelSession.text(python, "import importlib.util\nimportlib.util.find_spec('matplotlib')")
                        .contains("\"\""),
                "skipped: matplotlib is not installed in this Python");

        StatementOutput output = KernelSession.run(python, code);

        assertThat(((StatementOutput.Success) output).data()).containsOnlyKeys("image/png");
    }

    @Test
    void endsAnEndlessLoopThatPrints() throws Exception {
        Failure failure = (Failure) KernelSession.run(python, "while True: print('x' * 1000)");

        assertThat(failure.name()).isEqualTo("OutputTooLarge");
        assertThat(KernelSession.text(python, "'next'")).contains("'next'");
    }

    @Test
    void givesJobsToTheStatementsGroup() throws Exception {
        String code = "sc._jsc.sc().getLocalProperty('spark.jobGroup.id')";

        assertThat(KernelSession.text(python, code)).contains("'statement-");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "import time; time.sleep(60)",
                "while True: pass",
                "import os; os.system('sleep 60')",
                "sc._jvm.java.lang.Thread.sleep(60000)"
            })
    void stopsAnInterruptedStatementAndKeepsItsNames(String code) throws Exception {
        KernelSession.run(python, "kept = 'kept'");
        CompletableFuture<StatementOutput> output = started(code + "\nraise KeyboardInterrupt()");

        python.interrupt();

        assertThat(output)
                .succeedsWithin(Duration.ofSeconds(10))
                .isInstanceOfSatisfying(
                        Failure.class, failure -> assertThat(failure.name()).isEqualTo("KeyboardInterrupt"));
        assertThat(KernelSession.text(python, "spark.range(2).count(), kept")).contains("(2, 'kept')");
    }

    @Test
    void stopsAnInterruptedJob() throws Exception {
        CompletableFuture<StatementOutput> output =
                started("sc.parallelize([60], 1).map(lambda n: __import__('time').sleep(n)).count()");
        await().until(() -> LocalSpark.get().sparkContext().statusTracker().getActiveJobIds().length > 0);

        LocalSpark.get().sparkContext().cancelAllJobs();
        python.interrupt();

        assertThat(output)
                .succeedsWithin(Duration.ofSeconds(10))
                .isInstanceOfSatisfying(
                        Failure.class,
                        failure -> assertThat(failure.name()).isIn("KeyboardInterrupt", "Py4JJavaError"));
        assertThat(KernelSession.text(python, "spark.range(2).count()")).contains("2");
    }

    /** The output to come of code that has begun to run. */
    private static CompletableFuture<StatementOutput> started(String code) {
        Path started = workDir.resolve("started-" + code.hashCode());
        CompletableFuture<StatementOutput> output = CompletableFuture.supplyAsync(() -> {
            try {
                return KernelSession.run(python, "open('" + started + "', 'w').close()\n" + code);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        await().until(() -> Files.exists(started));
        return output;
    }

    @Test
    void ignoresAnInterruptWhenNothingRuns() throws Exception {
        python.interrupt();

        assertThat(KernelSession.text(python, "'well'")).contains("'well'");
    }

    @Test
    void keepsWhatChildrenPrintOutOfTheConversation() throws Exception {
        assertThat(KernelSession.text(python, "import os; os.system('echo out; cat')"))
                .contains("0");
    }

    @Test
    void hidesTheSecretFromEnvironmentAndCommandLine() throws Exception {
        String code = "import os\n[n for n in os.environ if 'SECRET' in n or 'GATEWAY' in n]";

        assertThat(KernelSession.text(python, code)).contains("[]");
    }

    @Test
    void reportsWhatADyingInterpreterPrintedLast() throws Exception {
        Interpreter dying = start();

        StatementOutput output = KernelSession.run(dying, "import os; os.write(2, b'bye'); os._exit(3)");

        assertThat(output)
                .isInstanceOfSatisfying(
                        Failure.class,
                        failure -> assertThat(failure.message())
                                .startsWith("Interpreter died:\nexit code 3\n")
                                .endsWith("bye"));
        assertThat(dying.isAlive()).isFalse();
        dying.close();
    }

    @Test
    void namesTheSignalThatKilledAnInterpreter() throws Exception {
        Interpreter dying = start();

        Failure failure = (Failure) KernelSession.run(dying, "import os; os.kill(os.getpid(), 9)");

        assertThat(failure.message())
                .startsWith("Interpreter died:\nkilled by signal 9 (KILL), which Linux sends when memory runs out");
        dying.close();
    }

    @Test
    void endsItsChildrenWhenClosed() throws Exception {
        Interpreter closing = start();
        String pid = KernelSession.text(closing, "import subprocess\nsubprocess.Popen(['sleep', '60']).pid")
                .replaceAll("\\D", "");

        closing.close();

        await().until(() -> ProcessHandle.of(Long.parseLong(pid))
                .filter(ProcessHandle::isAlive)
                .isEmpty());
    }

    @Test
    void namesTheMissingPython() {
        PythonLanguage missing = new PythonLanguage(
                Map.of("SPARK_HOME", environment.getOrDefault("SPARK_HOME", ""), "PYSPARK_PYTHON", "no-such-python"));

        assertThatThrownBy(() -> missing.start(KernelSession.environment(workDir)))
                .isInstanceOf(InterpreterStartException.class)
                .hasMessageContaining("no-such-python")
                .hasMessageContaining("spark.pyspark.python");
    }
}
