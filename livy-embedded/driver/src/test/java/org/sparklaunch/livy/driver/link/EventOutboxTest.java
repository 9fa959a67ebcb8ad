package org.sparklaunch.livy.driver.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.sparklaunch.livy.protocol.DriverMessage;
import org.sparklaunch.livy.protocol.TaskCounts;

@Timeout(10)
class EventOutboxTest {
    private final EventOutbox outbox = new EventOutbox();

    @Test
    void numbersEventsFromOne() throws InterruptedException {
        postStarted(5);

        assertThat(outbox.take()).isEqualTo(started(1, 5));
    }

    @Test
    void givesEachEventOnceToAConnection() throws InterruptedException {
        postStarted(0);
        postStarted(1);
        outbox.take();

        DriverMessage second = outbox.take();

        assertThat(second).isEqualTo(started(2, 1));
    }

    @Test
    void givesUnacknowledgedEventsAgainToTheNextConnection() throws InterruptedException {
        postStarted(0);
        postStarted(1);
        outbox.take();
        outbox.take();

        outbox.rewind(1);

        assertThat(outbox.take()).isEqualTo(started(2, 1));
    }

    @Test
    void isNotEmptyBeforeTheAcknowledgement() throws InterruptedException {
        postStarted(0);
        outbox.take();

        assertThat(outbox.awaitEmpty(Duration.ofMillis(1))).isFalse();
    }

    @Test
    void isEmptyAfterTheAcknowledgement() throws InterruptedException {
        postStarted(0);
        outbox.take();

        outbox.acknowledge(1);

        assertThat(outbox.awaitEmpty(Duration.ofMillis(1))).isTrue();
    }

    @Test
    void keepsTheNewestProgressOnly() throws InterruptedException {
        outbox.post(progress(0, 0.1));

        outbox.post(progress(0, 0.2));

        assertThat(outbox.take()).isEqualTo(progress(0, 0.2));
    }

    @Test
    void forgetsProgressThatAnEventOvertook() throws InterruptedException {
        outbox.post(progress(0, 0.1));
        postStarted(1);
        outbox.take();

        outbox.post(progress(1, 0.5));

        assertThat(outbox.take()).isEqualTo(progress(1, 0.5));
    }

    @Test
    void answersOnlyTheServerThatAsked() throws InterruptedException {
        outbox.post(new DriverMessage.Candidates(1, List.of("map")));
        outbox.rewind(0);

        postStarted(0);
        outbox.post(new DriverMessage.Candidates(2, List.of("filter")));

        assertThat(outbox.take()).isEqualTo(started(1, 0));
        assertThat(outbox.take()).isEqualTo(new DriverMessage.Candidates(2, List.of("filter")));
    }

    private void postStarted(int statement) {
        outbox.post(sequence -> started(sequence, statement));
    }

    private static DriverMessage.Event started(long sequence, int statement) {
        return new DriverMessage.StatementStarted(sequence, statement, 0);
    }

    private static DriverMessage.StatementProgress progress(int statement, double fraction) {
        return new DriverMessage.StatementProgress(statement, fraction, TaskCounts.NONE);
    }
}
