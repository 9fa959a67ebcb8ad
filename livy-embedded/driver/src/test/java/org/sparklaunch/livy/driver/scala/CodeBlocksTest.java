package org.sparklaunch.livy.driver.scala;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CodeBlocksTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "List(1)\n  .map(_ + 1)",
                "List(1)\n\n  // why\n  .sum",
                "if (a) b\nelse c",
                "try { f }\ncatch { case e => }",
                "val s = 1 +\n  2",
                "val s =\n  2",
                "a &&\nb",
            })
    void joinsALineThatGoesOn(String code) {
        assertThat(new CodeBlocks(code).goesOn(0)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "val a = 1\nval b = 2",
                "f _\ng",
                "a // and +\nb",
                "a /* and */\nb",
                "println(\"+\")\nelsewhere()",
                "x += 1\ny",
                "1 +",
                "val half = 1\n.5",
            })
    void endsALineThatDoesNot(String code) {
        assertThat(new CodeBlocks(code).goesOn(0)).isFalse();
    }

    @Test
    void hasNoLinesInNoCode() {
        assertThat(new CodeBlocks("").lineCount()).isZero();
    }
}
