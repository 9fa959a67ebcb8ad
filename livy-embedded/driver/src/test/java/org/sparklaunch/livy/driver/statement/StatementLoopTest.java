package org.sparklaunch.livy.driver.statement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.sparklaunch.livy.driver.interpreter.Interpreter;
import org.sparklaunch.livy.driver.interpreter.InterpreterEnvironment;
import org.sparklaunch.livy.driver.interpreter.Interpreters;
import org.sparklaunch.livy.driver.interpreter.StatementInput;
import org.sparklaunch.livy.driver.link.EventOutbox;
import org.sparklaunch.livy.driver.output.OutputLimits;
import org.sparklaunch.livy.driver.output.StatementOutput;
import org.sparklaunch.livy.driver.policy.FakeChange;
import org.sparklaunch.livy.driver.policy.PolicyGate;
import org.sparklaunch.livy.driver.testing.ScriptedInterpreter;
import org.sparklaunch.livy.protocol.DriverMessage;
import org.sparklaunch.livy.protocol.ServerMessage;
import org.sparklaunch.livy.protocol.SessionKind;
import org.sparklaunch.livy.protocol.StatementState;

@Timeout(30)
class StatementLoopTest {
    private static final Instant NOW = Instant.ofEpochMilli(1_795_226_645_077L);

    private final List<DriverMessage.Event> events = new CopyOnWriteArrayList<>();
    private final EventOutbox outbox = new EventOutbox();
    private final ScriptedInterpreter interpreter = new ScriptedInterpreter();
    private final RecordedJobs jobs = new RecordedJobs();
    private final PolicyGate gate = PolicyGate.open();
    private final StatementLoop loop = new StatementLoop("", outbox, () -> NOW, Duration.ofMillis(300), gate);
    private final Interpreters interpreters = new Interpreters(
            Map.of(SessionKind.SQL, environment -> interpreter, SessionKind.QUERY, environment -> new Changing(gate)),
            new InterpreterEnvironment(null, Path.of("."), OutputLimits.DEFAULT));
    private final Thread recorder = new Thread(this::record, "event-recorder");

    @BeforeEach
    void open() {
        recorder.start();
        loop.open(interpreters, jobs);
    }

    @AfterEach
    void close() {
        interpreter.release();
        loop.close();
        recorder.interrupt();
    }

    @Test
    void runsStatementsInTheirOrder() {
        submit(0, "a");
        submit(1, "b");
        submit(2, "c");

        finished(2);

        assertThat(interpreter.executed()).containsExactly("a", "b", "c");
    }

    @Test
    void reportsStartAndOutput() {
        submit(0, "a");

        DriverMessage.StatementFinished finished = finished(0);

        assertThat(finished.state()).isEqualTo(StatementState.AVAILABLE);
        assertThat(finished.output())
                .isEqualTo("{\"status\":\"ok\",\"execution_count\":0,\"data\":{\"text/plain\":\"a\"}}");
        assertThat(events.get(0)).isEqualTo(new DriverMessage.StatementStarted(1, 0, NOW.toEpochMilli()));
    }

    @Test
    void startsNoStatementBeforeTheOneBeforeEnded() {
        submit(0, "wait");
        submit(1, "b");

        started(0);

        assertThat(interpreter.executed()).doesNotContain("b");
    }

    @Test
    void cancelsAWaitingStatementAtOnce() {
        submit(0, "wait");
        submit(1, "b");
        started(0);

        loop.cancel(1);

        assertThat(finished(1).state()).isEqualTo(StatementState.CANCELLED);
        assertThat(finished(1).output()).isNull();
        assertThat(interpreter.executed()).doesNotContain("b");
    }

    @Test
    void cancelsARunningStatement() {
        submit(0, "wait");
        started(0);

        loop.cancel(0);

        assertThat(finished(0).state()).isEqualTo(StatementState.CANCELLED);
        assertThat(finished(0).output()).contains("\"status\":\"error\"");
        assertThat(jobs.cancelled).contains(0);
        assertThat(interpreter.interrupts()).isOne();
    }

    @Test
    void runsTheNextStatementUndisturbedAfterACancellation() {
        submit(0, "wait");
        started(0);
        loop.cancel(0);
        finished(0);

        submit(1, "b");

        assertThat(finished(1).state()).isEqualTo(StatementState.AVAILABLE);
    }

    @Test
    void abandonsCodeThatIgnoresItsCancellation() {
        submit(0, "ignore");
        submit(1, "b");
        started(0);

        loop.cancel(0);

        assertThat(finished(0).state()).isEqualTo(StatementState.CANCELLED);
        assertThat(finished(0).output()).contains("did not react within 300 ms");
        assertThat(finished(1).state()).isEqualTo(StatementState.AVAILABLE);
    }

    @Test
    void cancelledStatementEndsWhenItsSparkJobsHaveEnded() {
        jobs.active.add(0);
        submit(0, "wait");
        started(0);
        loop.cancel(0);
        await().until(() -> interpreter.interrupts() == 1);
        long cancellations = jobs.cancelled.size();
        await().until(() -> jobs.cancelled.size() > cancellations + 5);

        assertThat(events).noneMatch(event -> isFinishOf(event, 0));
        jobs.active.clear();

        assertThat(finished(0).state()).isEqualTo(StatementState.CANCELLED);
    }

    @Test
    void sparkJobsOfAnInterpreterThatDiedAreCancelled() {
        submit(0, "die");

        finished(0);

        assertThat(jobs.cancelled).contains(0);
    }

    @Test
    void reportsNothingMoreOfAnAbandonedStatement() {
        submit(0, "ignore");
        started(0);
        loop.cancel(0);
        finished(0);

        interpreter.release();
        submit(1, "b");
        finished(1);

        assertThat(events.stream().filter(event -> isFinishOf(event, 0))).hasSize(1);
    }

    @Test
    void cancelsTheStatementAfterAnAbandonedOne() {
        submit(0, "ignore");
        started(0);
        loop.cancel(0);
        finished(0);
        submit(1, "wait");
        started(1);

        loop.cancel(1);

        assertThat(finished(1).state()).isEqualTo(StatementState.CANCELLED);
    }

    @Test
    void ignoresACancellationThatComesTooLate() {
        submit(0, "a");
        finished(0);

        loop.cancel(0);
        submit(1, "b");

        assertThat(finished(1).state()).isEqualTo(StatementState.AVAILABLE);
    }

    @Test
    void showsThatALanguageIsMissing() {
        loop.submit(new ServerMessage.RunStatement(0, SessionKind.SPARKR, "1"));

        assertThat(finished(0).output()).contains("\"ename\":\"InterpreterError\"", "Fail to start interpreter sparkr");
    }

    @Test
    void statementWithAStuckThreadIsAnswered() {
        submit(0, "ignore");
        started(0);

        assertThat(loop.failRunning()).isTrue();

        assertThat(finished(0).output()).contains("the session's driver was ended while the statement ran");
        assertThat(loop.failRunning()).isFalse();
        assertThat(loop.isIdle()).isTrue();
    }

    @Test
    void survivesABrokenInterpreter() {
        submit(0, "throw");
        submit(1, "b");

        assertThat(finished(0).output()).contains("broken interpreter");
        assertThat(finished(1).state()).isEqualTo(StatementState.AVAILABLE);
    }

    @Test
    void survivesACatalogThatFails() {
        loop.submit(new ServerMessage.RunStatement(0, SessionKind.QUERY, "create"));
        submit(1, "b");

        assertThat(finished(0).output()).contains("\"status\":\"error\"", "cannot judge a change of the catalog");
        assertThat(finished(1).state()).isEqualTo(StatementState.AVAILABLE);
    }

    /** Its statements change entries of a catalog that then fails. */
    private record Changing(PolicyGate gate) implements Interpreter {
        @Override
        public StatementOutput execute(StatementInput statement) {
            FakeChange.expectFailing(gate, new IOException("no connection to the metastore"));
            return StatementOutput.text("created");
        }

        @Override
        public void close() {}
    }

    private void submit(int id, String code) {
        loop.submit(new ServerMessage.RunStatement(id, SessionKind.SQL, code));
    }

    private void started(int id) {
        await().until(() -> events.stream()
                .anyMatch(event -> event instanceof DriverMessage.StatementStarted e && e.statement() == id));
    }

    private DriverMessage.StatementFinished finished(int id) {
        await().until(() -> events.stream().anyMatch(event -> isFinishOf(event, id)));
        return (DriverMessage.StatementFinished) events.stream()
                .filter(event -> isFinishOf(event, id))
                .findFirst()
                .orElseThrow();
    }

    private static boolean isFinishOf(DriverMessage.Event event, int id) {
        return event instanceof DriverMessage.StatementFinished e && e.statement() == id;
    }

    private void record() {
        try {
            while (true) {
                events.add((DriverMessage.Event) outbox.take());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static final class RecordedJobs implements JobControl {
        final List<Integer> cancelled = new CopyOnWriteArrayList<>();
        final List<Integer> active = new CopyOnWriteArrayList<>();

        @Override
        public void begin(StatementInput statement) {}

        @Override
        public void end(StatementInput statement) {}

        @Override
        public void stopReporting(StatementInput statement) {}

        @Override
        public void cancel(StatementInput statement) {
            cancelled.add(statement.id());
        }

        @Override
        public boolean isActive(StatementInput statement) {
            return active.contains(statement.id());
        }
    }
}
