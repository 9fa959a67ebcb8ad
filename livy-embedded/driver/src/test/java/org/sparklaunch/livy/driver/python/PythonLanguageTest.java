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
import org.sparklaunch.livy.driver.interpreter.StatementOutput;
import org.sparklaunch.livy.driver.interpreter.StatementOutput.Failure;
import org.sparklaunch.livy.driver.kernel.KernelSession;

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
    void leavesOutTheStatementsOwnFrameAndChainedCauses() throws Exception {
        String code = "def g():\n    try:\n        1/0\n    except ZeroDivisionError as e:\n"
                + "        raise ValueError('second') from e\ng()";

        StatementOutput output = KernelSession.run(python, code);

        assertThat(output)
                .isEqualTo(new Failure(
                        "ValueError",
                        "second",
                        List.of(
                                "Traceback (most recent call last):\n",
                                "  File \"<stdin>\", line 5, in g\n",
                                "ValueError: second\n")));
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

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "t = [[1], ['x']]|%table t|TypeError|table rows have different types",
                "t = object()|%json t|ValueError|Failed to convert value into a JSON value",
                "t = float('nan')|%json t|ValueError|Failed to convert value into a JSON value",
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
    void endsALoopThatPrintsForEver() throws Exception {
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
    void saysWhatADyingInterpreterPrintedLast() throws Exception {
        Interpreter dying = start();

        StatementOutput output = KernelSession.run(dying, "import os; os.write(2, b'bye'); os._exit(3)");

        assertThat(output)
                .isInstanceOfSatisfying(
                        Failure.class,
                        failure -> assertThat(failure.message())
                                .startsWith("Interpreter died:\n")
                                .endsWith("bye"));
        assertThat(dying.isAlive()).isFalse();
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
    void saysWhichPythonIsMissing() {
        PythonLanguage missing = new PythonLanguage(
                Map.of("SPARK_HOME", environment.getOrDefault("SPARK_HOME", ""), "PYSPARK_PYTHON", "no-such-python"));

        assertThatThrownBy(() -> missing.start(KernelSession.environment(workDir)))
                .isInstanceOf(InterpreterStartException.class)
                .hasMessageContaining("no-such-python")
                .hasMessageContaining("spark.pyspark.python");
    }
}
