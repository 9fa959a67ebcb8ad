package org.sparklaunch.livy.driver.scala213;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClassicOutputTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "val x: Int = 1                       | x: Int = 1",
                "var y: String = val z: Int           | y: String = val z: Int",
                "val a b: Int = 2                     | a b: Int = 2",
                "lazy val l: Int // unevaluated       | l: Int = <lazy>",
                "def h: Int                           | h: Int",
                "def f(x: Int): Int                   | f: (x: Int)Int",
                "def e(): Unit                        | e: ()Unit",
                "def g[T](x: T): T                    | g: [T](x: T)T",
                "def m[T](a: T)(b: T)(implicit e: Ordering[T]): T | m: [T](a: T)(b: T)(implicit e: Ordering[T])T",
                "class A                              | defined class A",
                "trait T                              | defined trait T",
                "object O                             | defined object O",
                "type U                               | defined type alias U",
                "import scala.util._                  | import scala.util._",
            })
    void writesDeclarationsInTheClassicalForm(String printed, String classical) {
        String text = ClassicOutput.of(printed + "\n", Set.of());

        assertThat(text).isEqualTo(classical + "\n");
    }

    @Test
    void leavesLinesOfAValueAlone() {
        String text = ClassicOutput.of("val z: String =\na\nval q: Int = 3\n", Set.of("z"));

        assertThat(text).isEqualTo("z: String =\na\nval q: Int = 3\n");
    }

    @Test
    void writesEachOfSeveralDeclarations() {
        String text = ClassicOutput.of("val p: Int = 1\ndef q(x: Int): Int\nclass R\n", Set.of("p", "q", "R"));

        assertThat(text).isEqualTo("p: Int = 1\nq: (x: Int)Int\ndefined class R\n");
    }
}
