package org.sparklaunch.livy.driver.scala;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ConsoleCaptureTest {

    @BeforeAll
    static void install() {
        ConsoleCapture.install();
    }

    @Test
    void collectsWhatTheThreadPrints() {
        try (ConsoleCapture capture = ConsoleCapture.open(1000)) {
            System.out.println("grüße");

            assertThat(capture.text()).isEqualTo("grüße\n");
        }
    }

    @Test
    void collectsWhatItsThreadsPrint() throws InterruptedException {
        try (ConsoleCapture capture = ConsoleCapture.open(1000)) {
            Thread child = new Thread(() -> System.out.print("child"), "child");
            child.start();
            child.join();

            assertThat(capture.text()).isEqualTo("child");
        }
    }

    @Test
    void keepsOthersOut() {
        ConsoleCapture first = ConsoleCapture.open(1000);
        first.close();
        try (ConsoleCapture second = ConsoleCapture.open(1000)) {
            first.stream().print("late words of the first statement\n");

            assertThat(second.text()).isEmpty();
        }
    }

    @Test
    void dropsWhatDoesNotFitAndReportsIt() {
        try (ConsoleCapture capture = ConsoleCapture.open(10)) {
            System.out.print("0123456789");
            System.out.print("x");

            assertThat(capture.isOverflown()).isTrue();
            assertThat(capture.text()).isEqualTo("0123456789");
        }
    }
}
