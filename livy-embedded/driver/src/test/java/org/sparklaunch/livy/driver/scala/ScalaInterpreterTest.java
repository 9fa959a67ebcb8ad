package org.sparklaunch.livy.driver.scala;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparklaunch.livy.driver.interpreter.InterpreterStartException;
import org.sparklaunch.livy.driver.interpreter.StatementInput;
import org.sparklaunch.livy.driver.output.StatementOutput;

class ScalaInterpreterTest {
    private static ScalaInterpreter scala;

    @BeforeAll
    static void start() throws InterpreterStartException {
        scala = SharedShell.get();
    }

    @Test
    void printsValuesAndOutputInOrder() {
        StatementOutput output = run("val x1 = 1\nprintln(\"foo\")\nvar y1 = x1 + 1\ny1 = 5\nSystem.out.println(y1)");

        assertThat(output).isEqualTo(StatementOutput.text("x1: Int = 1\nfoo\ny1: Int = 2\ny1: Int = 5\n5\n"));
    }

    @Test
    void printsExpressionsWithAName() {
        StatementOutput.Success output = (StatementOutput.Success) run("1 + 1");

        assertThat(output.data().get(StatementOutput.TEXT)).matches("\"res\\d+: Int = 2\\\\n\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "class A1           | defined class A1",
                "case class C1(i: Int) | defined class C1",
                "def f1(x: Int) = x | f1: (x: Int)Int",
                "import java.util.UUID | import java.util.UUID",
            })
    void printsDefinitionsInTheClassicalForm(String code, String expected) {
        assertThat(run(code)).isEqualTo(StatementOutput.text(expected + "\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n\n", "// nothing", "/* no\nthing */"})
    void acceptsCodeThatDoesNothing(String code) {
        assertThat(run(code)).isEqualTo(StatementOutput.text(""));
    }

    @Test
    void joinsLinesThatBelongTogether() {
        StatementOutput output = run("val sum2 = List(1, 2)\n  .map(_ + 1)\n  .sum\nval d2 = {\n  1 +\n  2\n}\n"
                + "if (d2 == 1) print(\"a\")\nelse print(\"b\")");

        assertThat(output).isEqualTo(StatementOutput.text("sum2: Int = 5\nd2: Int = 3\nb"));
    }

    @Test
    void showsCompilerErrorsAtTheirLine() {
        StatementOutput output = run("val a3 = 1\n\nval b3 = abcde");

        assertThat(output)
                .isEqualTo(new StatementOutput.Failure(
                        "Error",
                        "<console>:3: error: not found: value abcde",
                        List.of(
                                "       val b3 = abcde\n",
                                "                ^\n",
                                "Output before the error:\n",
                                "a3: Int = 1\n")));
    }

    @Test
    void stopsAtTheFirstFailingLine() {
        run("var after4 = 0\n1 / 0\nafter4 = 1");

        assertThat(run("print(after4)")).isEqualTo(StatementOutput.text("0"));
    }

    @Test
    void showsExceptions() {
        StatementOutput.Failure failure = (StatementOutput.Failure) run("println(\"so far\")\n\n// why\n1 / 0");

        assertThat(failure.message()).isEqualTo("java.lang.ArithmeticException: / by zero");
        assertThat(String.join("", failure.traceback()))
                .matches("in line 4: 1 / 0\n  \\.\\.\\. \\d+ elided\nOutput before the error:\nso far\n");
    }

    @Test
    void showsTheMessagesOfCauses() {
        StatementOutput.Failure failure = (StatementOutput.Failure)
                run("throw new RuntimeException(\"outer\", new java.io.IOException(\"disk is full\"))");

        assertThat(failure.message())
                .isEqualTo("java.lang.RuntimeException: outer\nCaused by: java.io.IOException: disk is full");
    }

    @Test
    void classFindsItsCompanionInOneStatement() {
        StatementOutput output = run("""
                class Temperature7(val degrees: Int)

                // its companion
                object Temperature7 {
                  implicit val ordering7: Ordering[Temperature7] = Ordering.by(_.degrees)
                }
                print(List(new Temperature7(2), new Temperature7(1)).min.degrees)""");

        assertThat(output)
                .isEqualTo(StatementOutput.text("defined class Temperature7\ndefined object Temperature7\n1"));
    }

    @Test
    void functionsOfOneStatementCallEachOther() {
        StatementOutput output = run("""
                def even8(n: Int): Boolean = if (n == 0) true else odd8(n - 1)
                def odd8(n: Int): Boolean = if (n == 0) false else even8(n - 1)
                print(even8(10))""");

        assertThat(output).isEqualTo(StatementOutput.text("even8: (n: Int)Boolean\nodd8: (n: Int)Boolean\ntrue"));
    }

    @Test
    void matchesOfASealedTraitWithAllItsCasesHaveNoWarning() {
        StatementOutput output = run("""
                sealed trait Shape9
                case class Circle9(r: Int) extends Shape9
                case object Point9 extends Shape9
                def area9(s: Shape9) = s match {
                  case Circle9(r) => 3 * r * r
                  case Point9 => 0
                }
                print(area9(Circle9(1)))""");

        assertThat(output)
                .isEqualTo(StatementOutput.text("defined trait Shape9\ndefined class Circle9\n"
                        + "defined object Point9\narea9: (s: Shape9)Int\n3"));
    }

    @Test
    void definitionsThatDoNotCompileTogetherAreMadeOneByOne() {
        StatementOutput output = run("def twice10 = 1\ndef twice10 = 2\nprint(twice10)");

        assertThat(output).isEqualTo(StatementOutput.text("twice10: Int\ntwice10: Int\n2"));
    }

    @Test
    void errorAmongDefinitionsHasItsLine() {
        StatementOutput.Failure failure =
                (StatementOutput.Failure) run("def fine11 = 1\n\ndef wrong11 = abcde\ndef after11 = 2");

        assertThat(failure.message()).isEqualTo("<console>:3: error: not found: value abcde");
        assertThat(run("fine11")).isInstanceOf(StatementOutput.Success.class);
        assertThat(run("after11")).isInstanceOf(StatementOutput.Failure.class);
    }

    @Test
    void saysThatCodeIsIncomplete() {
        assertThat(run("val b = {")).isEqualTo(StatementOutput.failure("Error", "incomplete statement"));
    }

    @Test
    void givesSparkToTheUser() {
        StatementOutput output = run("print(sc.parallelize(1 to 4).sum + spark.range(2).select(lit(1)).count)");

        assertThat(output).isEqualTo(StatementOutput.text("12.0"));
    }

    @Test
    void sendsClassesOfStatementsToExecutorsAndBack() {
        StatementOutput output = run("case class P5(i: Int)\nval k5 = 3\n"
                + "print(sc.parallelize(1 to 10).map(i => P5(i + k5)).collect().map(_.i).sum)");

        assertThat(output).isEqualTo(StatementOutput.text("defined class P5\nk5: Int = 3\n85"));
    }

    @Test
    void makesDatasetsOfItsOwnClasses() {
        StatementOutput output = run("case class P6(i: Int)\n"
                + "print(Seq(P6(1), P6(2)).toDS.map(p => P6(p.i * 2)).collect().map(_.i).toList)");

        assertThat(output).isEqualTo(StatementOutput.text("defined class P6\nList(2, 4)"));
    }

    @Test
    void refusesOutputBeyondTheLimit() {
        StatementOutput.Failure failure = (StatementOutput.Failure) run("print(\"x\" * 20000)");

        assertThat(failure.name()).isEqualTo("OutputTooLarge");
    }

    private static StatementOutput run(String code) {
        try {
            return scala.execute(new StatementInput(0, code));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
