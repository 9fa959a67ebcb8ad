package org.sparklaunch.livy.driver.statement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.SparkContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.sparklaunch.livy.driver.LocalSpark;
import org.sparklaunch.livy.driver.group.SparkJobGroups;
import org.sparklaunch.livy.driver.interpreter.Interpreters;
import org.sparklaunch.livy.driver.link.EventOutbox;
import org.sparklaunch.livy.driver.output.OutputLimits;
import org.sparklaunch.livy.driver.policy.PolicyGate;
import org.sparklaunch.livy.driver.sql.SqlInterpreter;
import org.sparklaunch.livy.protocol.DriverMessage;
import org.sparklaunch.livy.protocol.ServerMessage;
import org.sparklaunch.livy.protocol.SessionKind;
import org.sparklaunch.livy.protocol.StatementState;

/** Cancels real queries at random moments of their first second. */
@Timeout(120)
class StatementCancellationTest {
    private static final String ONE_STAGE = "select sum(hash(id, id + 1)) from range(0, 100000000000, 1, 1)";
    private static final String SHUFFLES = "select count(*) from (select hash(id) % 1000 as k, count(*) as n from"
            + " range(0, 100000000000, 1, 2) group by 1) a join (select hash(id, 1) % 1000 as k from"
            + " range(0, 100000000000, 1, 2)) b on a.k = b.k";
    private static final String BROADCAST =
            "select /*+ broadcast(b) */ count(*) from range(0, 100000000000, 1, 1) a join"
                    + " (select max(id) as id from range(0, 100000000000, 1, 2)) b on a.id = b.id";

    private final SparkContext context = LocalSpark.get().sparkContext();
    private final SparkJobGroups groups = SparkJobGroups.of(context);
    private final EventOutbox outbox = new EventOutbox();
    private final List<DriverMessage> events = new CopyOnWriteArrayList<>();
    private final SparkJobs jobs = new SparkJobs(LocalSpark.get(), groups, outbox::post, () -> {});
    private final StatementLoop loop =
            new StatementLoop("race-", outbox, InstantSource.system(), Duration.ofSeconds(5), PolicyGate.open());
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final Thread recorder = new Thread(this::record, "event-recorder");

    static Stream<Arguments> abortions() {
        Random random = new Random(14);
        return IntStream.range(0, 24)
                .mapToObj(i -> Arguments.of(
                        List.of(ONE_STAGE, SHUFFLES, BROADCAST).get(i % 3),
                        i < 9 ? random.nextInt(60) : random.nextInt(1000)));
    }

    @BeforeEach
    void open() {
        recorder.start();
        context.addSparkListener(jobs);
        loop.open(
                new Interpreters(
                        Map.of(SessionKind.SQL, SqlInterpreter::start), LocalSpark.environment(OutputLimits.DEFAULT)),
                jobs);
    }

    @AfterEach
    void close() {
        loop.close();
        jobs.close();
        context.removeSparkListener(groups);
        timer.shutdownNow();
        recorder.interrupt();
    }

    @ParameterizedTest
    @MethodSource("abortions")
    void cancelledQueryLeavesNoSparkJob(String sql, int afterMillis) {
        loop.submit(new ServerMessage.RunStatement(0, SessionKind.SQL, sql));
        await().until(() -> events.stream().anyMatch(DriverMessage.StatementStarted.class::isInstance));

        var unused = timer.schedule(() -> loop.cancel(0), afterMillis, TimeUnit.MILLISECONDS);

        assertThat(finish(0).state()).isEqualTo(StatementState.CANCELLED);
        // The loop runs one statement at a time: when the next one ends, this one starts no more jobs.
        loop.submit(new ServerMessage.RunStatement(1, SessionKind.SQL, "select count(*) as n from range(10)"));
        assertThat(finish(1).output()).contains("10");
        await().atMost(Duration.ofSeconds(5))
                .untilAsserted(() ->
                        assertThat(context.statusTracker().getActiveJobIds()).isEmpty());
    }

    private DriverMessage.StatementFinished finish(int id) {
        await().atMost(Duration.ofSeconds(10))
                .until(() -> finishes(id).findAny().isPresent());
        return finishes(id).findAny().orElseThrow();
    }

    private Stream<DriverMessage.StatementFinished> finishes(int id) {
        return events.stream()
                .filter(DriverMessage.StatementFinished.class::isInstance)
                .map(DriverMessage.StatementFinished.class::cast)
                .filter(finished -> finished.statement() == id);
    }

    private void record() {
        try {
            while (true) {
                events.add(outbox.take());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
