package org.sparklaunch.livy.driver.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;

class CauseChainTest {

    @Test
    void eachCauseAddsItsMessage() {
        Throwable failure = new IllegalStateException(
                "cannot read the table", new IOException("cannot open part 3", new IOException("disk is gone")));

        assertThat(CauseChain.describe(failure))
                .isEqualTo("cannot read the table\nCaused by: cannot open part 3\nCaused by: disk is gone");
    }

    @Test
    void messageThatNamesOnlyAnObjectGetsTheKindOfFailure() {
        Throwable failure = new IOException("cannot reach the store", new UnknownHostException("store.example"));

        assertThat(CauseChain.describe(failure))
                .isEqualTo("cannot reach the store\nCaused by: unknown host: store.example");
    }

    @Test
    void wrappersAndRepetitionsAddNothing() {
        IOException root = new IOException("disk is gone");
        Throwable failure = new IllegalStateException("cannot read: disk is gone", new RuntimeException(root));

        assertThat(CauseChain.describe(failure)).isEqualTo("cannot read: disk is gone");
    }

    @Test
    void causesWithoutAMessageAreNamed() {
        assertThat(CauseChain.describe(new IOException("no answer", new StackOverflowError())))
                .isEqualTo("no answer\nCaused by: stack overflow");
    }

    @Test
    void framesInMessagesAreLeftOut() {
        Throwable failure = new IllegalStateException("""
                Task failed: java.io.IOException: gone
                \tat org.example.Part.read(Part.java:3)
                \tat java.base/java.lang.Thread.run(Thread.java:1)
                Caused by: java.net.ConnectException: refused
                \t... 12 more

                Driver stacktrace:""");

        assertThat(CauseChain.describe(failure))
                .isEqualTo("Task failed: java.io.IOException: gone\nCaused by: java.net.ConnectException: refused");
        assertThat(ThrowableOutput.of(failure).traceback())
                .startsWith("org.example.Part.read(Part.java:3)", "java.base/java.lang.Thread.run(Thread.java:1)");
    }

    @Test
    void cyclicCausesAreShownOnce() {
        Exception first = new IllegalStateException("first");
        Exception second = new IllegalStateException("second", first);
        first.initCause(second);

        assertThat(CauseChain.describe(first)).isEqualTo("first\nCaused by: second");
    }

    @Test
    void failureWithoutAMessageIsNamed() {
        assertThat(CauseChain.describe(new NullPointerException())).isEqualTo("java.lang.NullPointerException");
    }
}
