package org.sparklaunch.livy.driver.r;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparklaunch.livy.driver.LocalSpark;
import org.sparklaunch.livy.driver.interpreter.Interpreter;
import org.sparklaunch.livy.driver.interpreter.InterpreterEnvironment;
import org.sparklaunch.livy.driver.interpreter.InterpreterStartException;
import org.sparklaunch.livy.driver.kernel.KernelSession;
import org.sparklaunch.livy.driver.output.OutputLimits;
import org.sparklaunch.livy.driver.output.StatementOutput;
import org.sparklaunch.livy.driver.output.StatementOutput.Failure;
import org.sparklaunch.livy.driver.output.StatementOutput.Success;

class RLanguageTest {

    @TempDir
    private static Path workDir;

    private static Interpreter r;

    @BeforeAll
    static void startR() throws Exception {
        assumeTrue(installed(), "skipped: R is not installed, install r-base-core");
        r = new RLanguage(Map.of()).start(KernelSession.environment(workDir));
    }

    private static boolean installed() {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "Rscript")));
    }

    @AfterAll
    static void stopR() {
        if (r != null) {
            r.close();
        }
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "1+2|[1] 3",
                "x <- 5|``",
                "``|``",
                "# only a comment|``",
                "print(1); invisible(2); 3|[1] 1\\n[1] 3",
                "cat('žluťoučký 🐎')|žluťoučký 🐎",
                "cat('\"', '\\t', '\\\\', sep = '')|\\\"\\t\\\\",
                "message('to stderr')|to stderr",
                "warning('careful')|Warning message:\\ncareful",
                "system('echo in the log; cat')|``",
            })
    void answersWhatAPromptWouldPrint(String code, String text) throws Exception {
        StatementOutput output = KernelSession.run(r, code);

        assertThat(unescaped(output)).isEqualTo('"' + text + '"');
    }

    @Test
    void runsCodeWithWindowsLineEndsAndRemembersNames() throws Exception {
        KernelSession.run(r, "f <- function(n) {\r\n  n + 1\r\n}\r\n");

        assertThat(KernelSession.text(r, "f(1)")).contains("[1] 2");
    }

    private static String unescaped(StatementOutput output) {
        String text = output instanceof Success success
                ? success.data().getOrDefault(StatementOutput.TEXT, "none")
                : output.toString();
        return text.replace("\\u000a", "\\n").replace("\\u0009", "\\t");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "stop('no way')|no way",
                "nowhere|object 'nowhere' not found",
                "1 +|unexpected end of input",
                "'\u0001'; stop('control')|control"
            })
    void answersTheMessageOfAFailure(String code, String message) throws Exception {
        Failure failure = (Failure) KernelSession.run(r, code);

        assertThat(failure.name()).isEqualTo("Error");
        assertThat(failure.message()).contains(message);
    }

    @Test
    void showsWhatWasPrintedBeforeTheError() throws Exception {
        Failure failure = (Failure) KernelSession.run(r, "print('so far')\nstop('no way')");

        assertThat(failure.traceback()).containsExactly("Output before the error:\n", "[1] \"so far\"\n");
    }

    @Test
    void opensFilesOfTheSessionByName() throws Exception {
        Path file = Files.writeString(LocalSpark.lastingFolder().resolve("read-by-r.txt"), "found\n");
        LocalSpark.get().sparkContext().addFile(file.toString());

        assertThat(KernelSession.text(r, "readLines('read-by-r.txt')")).contains("found");
    }

    @Test
    void addsThePlotAsImage() throws Exception {
        Success output = (Success) KernelSession.run(r, "plot(1:3)");

        assertThat(output.data()).containsOnlyKeys("image/png");
        assertThat(output.data().get("image/png")).startsWith("\"iVBORw0KGgo");
    }

    @Test
    void endsAnEndlessLoopThatPrints() throws Exception {
        Failure failure = (Failure) KernelSession.run(r, "while (TRUE) print(1:1000)");

        assertThat(failure.name()).isEqualTo("OutputTooLarge");
        assertThat(KernelSession.text(r, "'next'")).contains("next");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Sys.sleep(60)", "while (TRUE) {}"})
    void stopsAnInterruptedStatementAndKeepsItsNames(String code) throws Exception {
        KernelSession.run(r, "kept <- 'kept'");
        Path started = workDir.resolve("started-" + code.hashCode());
        CompletableFuture<StatementOutput> output = CompletableFuture.supplyAsync(() -> {
            try {
                return KernelSession.run(r, "invisible(file.create('" + started + "'))\n" + code);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        await().until(() -> Files.exists(started));

        r.interrupt();

        assertThat(output)
                .succeedsWithin(Duration.ofSeconds(10))
                .isEqualTo(new Failure("Interrupted", "the statement was interrupted", List.of()));
        assertThat(KernelSession.text(r, "kept")).contains("kept");
    }

    @Test
    void reportsWhatADyingInterpreterPrintedLast() throws Exception {
        Interpreter dying = new RLanguage(Map.of()).start(KernelSession.environment(workDir));

        Failure failure = (Failure) KernelSession.run(dying, "print('done'); system('echo bye >&2'); quit(status = 3)");

        assertThat(failure.message())
                .startsWith("Interpreter died:\nexit code 3\n")
                .contains("bye");
        assertThat(failure.traceback()).containsExactly("Output before the error:\n", "[1] \"done\"\n");
        dying.close();
    }

    @Test
    void namesWhatToInstallWhereRIsMissing() {
        InterpreterEnvironment session =
                new InterpreterEnvironment(withoutR(), workDir.resolve("without"), OutputLimits.DEFAULT);
        try {
            assertThatThrownBy(() -> new RLanguage(Map.of()).start(session))
                    .isInstanceOf(InterpreterStartException.class)
                    .hasMessageContaining("no-such-R")
                    .hasMessageContaining("r-base-core");
        } finally {
            LocalSpark.get().sparkContext().conf().remove("spark.r.command");
        }
    }

    private static SparkSession withoutR() {
        LocalSpark.get().sparkContext().conf().set("spark.r.command", "no-such-R");
        return LocalSpark.get();
    }
}
