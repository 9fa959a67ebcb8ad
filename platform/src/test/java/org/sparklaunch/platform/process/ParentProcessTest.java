package org.sparklaunch.platform.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ParentProcessTest {
    /** Waits for ever, as a main program does that is only ended from outside. */
    public static final class Endless {
        private Endless() {}

        /** Prints a line so that the test knows when it runs. */
        public static void main(String[] args) throws InterruptedException {
            System.out.println("running " + args[0]);
            new CountDownLatch(1).await();
        }
    }

    private static Process startGuarded() throws IOException {
        return new ProcessBuilder(
                        System.getProperty("java.home") + "/bin/java",
                        "-cp",
                        System.getProperty("java.class.path"),
                        GuardedMain.class.getName(),
                        Endless.class.getName(),
                        "argument")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    @Test
    void guardedProgramRunsWithItsArgumentsAndHaltsWhenItsParentEnds() throws Exception {
        Process process = startGuarded();
        assertThat(process.inputReader().readLine()).isEqualTo("running argument");

        process.getOutputStream().close();

        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(75);
    }

    @Test
    void inputIsReadAndForgottenUntilItEnds() throws Exception {
        PipedOutputStream parent = new PipedOutputStream();
        PipedInputStream in = new PipedInputStream(parent);
        CountDownLatch ended = new CountDownLatch(1);
        ParentProcess.follow(in, ended::countDown);

        parent.write(new byte[100]);
        parent.flush();
        assertThat(ended.getCount()).isEqualTo(1);
        parent.close();

        assertThat(ended.await(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void brokenInputCountsAsTheEndOfTheParent() throws Exception {
        CountDownLatch ended = new CountDownLatch(1);
        PipedInputStream unconnected = new PipedInputStream();
        ParentProcess.follow(unconnected, ended::countDown);

        assertThat(ended.await(20, TimeUnit.SECONDS)).isTrue();
    }
}
