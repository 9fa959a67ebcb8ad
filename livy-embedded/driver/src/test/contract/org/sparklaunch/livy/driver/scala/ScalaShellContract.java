package org.sparklaunch.livy.driver.scala;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sparklaunch.livy.driver.scala.ScalaShell.Outcome;

/** What every Scala line's shell does, down to the letter; each line runs it on a compiler of its own, without Spark. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class ScalaShellContract {
    private ScalaShell shell;
    private URLClassLoader classes;

    protected abstract ScalaSupport line();

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        classes = new URLClassLoader(new URL[] {folder.toUri().toURL()}, getClass().getClassLoader());
        shell = line().startShell(new ShellSpec(folder, classes));
    }

    @AfterAll
    void end() throws IOException {
        shell.close();
        classes.close();
    }

    @Test
    void isFoundByItsVersion() throws Exception {
        assertThat(ScalaSupport.current()).hasSameClassAs(line());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "val a1 = 1                    | a1: Int = 1",
                "var b1 = List(1, 2)           | b1: List[Int] = List(1, 2)",
                "lazy val c1 = 1               | c1: Int = <lazy>",
                "val d1: Unit = ()             | d1: Unit = ()",
                "class A1                      | defined class A1",
                "case class C1(i: Int)         | defined class C1",
                "object O1                     | defined object O1",
                "trait T1                      | defined trait T1",
                "type X1 = Int                 | defined type alias X1",
                "def f1(x: Int) = x            | f1: (x: Int)Int",
                "def g1(x: Int)(y: Int) = x    | g1: (x: Int)(y: Int)Int",
                "def h1 = 1                    | h1: Int",
                "import java.util.UUID         | import java.util.UUID",
                "val p1 = 1; val q1 = \"x\"    | p1: Int = 1\\nq1: String = x",
            })
    void printsWhatIsDefined(String code, String expected) {
        assertThat(shell.run(code, 0)).isEqualTo(new Outcome.Done(expected.replace("\\n", "\n") + "\n"));
    }

    @Test
    void namesExpressions() {
        assertThat(((Outcome.Done) shell.run("1 + 1", 0)).text()).matches("res\\d+: Int = 2\n");
    }

    @Test
    void printsTheNewValueOfAVariable() {
        shell.run("var a2 = 1", 0);

        assertThat(shell.run("a2 = 5", 0)).isEqualTo(new Outcome.Done("a2: Int = 5\n"));
    }

    @Test
    void printsLongResultsWhole() {
        Outcome.Done done = (Outcome.Done) shell.run("\"x\" * 2000", 0);

        assertThat(done.text()).contains("x".repeat(2000));
    }

    @Test
    void countsErrorsInTheLinesOfTheStatement() {
        Outcome outcome = shell.run("class A3 {\n  def m = abcde\n}", 4);

        assertThat(outcome).isEqualTo(new Outcome.Failed("""
                        <console>:6: error: not found: value abcde
                                 def m = abcde
                                         ^
                        """));
    }

    @Test
    void countsErrorsInLinesThatTheShellCuts() {
        Outcome.Failed failed = (Outcome.Failed) shell.run("val a4 = 1; val b4 = 2\nabcde", 0);

        assertThat(failed.text()).startsWith("<console>:2: error: not found: value abcde\n");
    }

    @Test
    void showsSyntaxErrors() {
        Outcome.Failed failed = (Outcome.Failed) shell.run("val )", 0);

        assertThat(failed.text()).startsWith("<console>:1: error: illegal start of simple pattern\n       val )\n");
    }

    @Test
    void showsExceptionsWithoutItsOwnFrames() {
        Outcome.Failed failed = (Outcome.Failed) shell.run("1 / 0", 0);

        assertThat(failed.text()).matches("java\\.lang\\.ArithmeticException: / by zero\n  \\.\\.\\. \\d+ elided\\s*");
    }

    @Test
    void asksForMoreOfOpenCode() {
        assertThat(shell.run("val a5 = {", 0)).isEqualTo(new Outcome.Incomplete());
    }

    @Test
    void knowsValuesByTheirNames() {
        shell.run("val a6 = 6", 0);

        assertThat(shell.defines("a6")).isTrue();
        assertThat(shell.value("a6")).isEqualTo(6);
        assertThat(shell.defines("nobody6")).isFalse();
    }

    @Test
    void knowsTheLastValue() {
        shell.run("3 + 4", 0);

        assertThat(shell.lastValue()).isEqualTo(7);
    }

    @Test
    void findsClassesOfEarlierCode() {
        shell.run("case class A8(i: Int)", 0);

        assertThat(shell.run("val a8 = A8(1)", 0)).isEqualTo(new Outcome.Done("a8: A8 = A8(1)\n"));
    }

    @Test
    void continuesAfterAnError() {
        shell.run("abcde", 0);

        assertThat(shell.run("val a9 = 9", 0)).isEqualTo(new Outcome.Done("a9: Int = 9\n"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "class A13; object A13           | DEFINITIONS",
                "@deprecated def f13 = 1         | DEFINITIONS",
                "type T13 = Int                  | DEFINITIONS",
                "class A13 {                     | INCOMPLETE",
                "def f13 =                       | INCOMPLETE",
                "class A13; println(1)           | OTHER",
                "val v13 = 1                     | OTHER",
                "import java.util.UUID           | OTHER",
                "class class                     | OTHER",
            })
    void parsesWithoutRunning(String code, ScalaShell.Syntax syntax) {
        assertThat(shell.parse(code)).isEqualTo(syntax);
        assertThat(shell.defines("v13")).isFalse();
    }

    @Test
    void definitionsOfOnePieceBelongTogether() {
        assertThat(shell.run("case class A16(i: Int)\nobject A16 { def one = A16(1) }\ndef f16 = g16\ndef g16 = A16.one\n", 0))
                .isEqualTo(new Outcome.Done("defined class A16\ndefined object A16\nf16: A16\ng16: A16\n"));
    }

    @Test
    void completesMembersOfWhatEarlierCodeDefined() {
        shell.run("val words10 = List(\"a\")", 0);

        assertThat(shell.complete("words10.mkStr", 13)).containsExactly("mkString");
    }

    @Test
    void completesNamesAtTheCursorAndNotAtTheEnd() {
        shell.run("val number11 = 11", 0);

        assertThat(shell.complete("val other = numb + 1", 16)).containsExactly("number11");
    }

    @Test
    void completesNothingWhereNothingFits() {
        assertThat(shell.complete("nobody12.", 9)).isEmpty();
    }

    @Test
    void completesWhileCodeRuns() throws Exception {
        Thread running = new Thread(() -> shell.run("Thread.sleep(600000)", 0));
        running.start();
        await().until(running::getState, Thread.State.TIMED_WAITING::equals);

        assertThat(shell.complete("List(1).mkStr", 13)).containsExactly("mkString");

        running.interrupt();
        running.join();
    }

    @Test
    void interruptedCodeKeepsItsDefinitions() {
        shell.run("Thread.currentThread.interrupt(); throw new IllegalStateException(\"cancelled\")", 0);
        Thread.interrupted();

        shell.run("case class C15(i: Int)", 0);

        assertThat(shell.run("val c15 = C15(1)", 0)).isEqualTo(new Outcome.Done("c15: C15 = C15(1)\n"));
    }

    @Test
    void interruptionStopsTheCodeAndNotTheCompiler() {
        Thread.currentThread().interrupt();
        Outcome cancelled = shell.run("case class A14(i: Int)", 0);
        boolean stillInterrupted = Thread.interrupted();

        shell.run("case class B14(i: Int)", 0);

        assertThat(cancelled).isEqualTo(Outcome.Failed.cancelled());
        assertThat(stillInterrupted).isTrue();
        assertThat(shell.run("val b14 = B14(1)", 0)).isEqualTo(new Outcome.Done("b14: B14 = B14(1)\n"));
    }
}
