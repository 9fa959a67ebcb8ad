package org.sparklaunch.livy.driver.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.sparklaunch.livy.driver.group.JobGroups;
import org.sparklaunch.livy.driver.link.EventOutbox;
import org.sparklaunch.livy.driver.policy.UsedResources;
import org.sparklaunch.livy.protocol.DriverMessage;
import org.sparklaunch.livy.protocol.JobState;
import org.sparklaunch.livy.protocol.ServerMessage;
import org.sparklaunch.livy.protocol.SessionKind;

@Timeout(30)
class JobsTest {
    private final List<DriverMessage.Event> events = new CopyOnWriteArrayList<>();
    private final List<String> begun = new CopyOnWriteArrayList<>();
    private final List<String> ended = new CopyOnWriteArrayList<>();
    private final List<String> cancelled = new CopyOnWriteArrayList<>();
    private final CountDownLatch released = new CountDownLatch(1);
    private final CountDownLatch interrupted = new CountDownLatch(1);
    private final EventOutbox outbox = new EventOutbox();
    private final Jobs jobs = new Jobs("", outbox, Duration.ofMillis(500), new UsedResources());
    private final Thread recorder = new Thread(this::record, "event-recorder");

    @BeforeEach
    void start() {
        recorder.start();
    }

    @AfterEach
    void stop() {
        released.countDown();
        jobs.close();
        recorder.interrupt();
    }

    @Test
    void reportsStartAndResult() {
        open();

        submit(1, "AQAA");

        assertThat(finished(1)).isEqualTo(new DriverMessage.JobFinished(2, 1, JobState.SUCCEEDED, "AQAA", null));
        assertThat(events.get(0)).isEqualTo(new DriverMessage.JobStarted(1, 1));
        assertThat(begun).containsExactly("job-1");
        assertThat(ended).containsExactly("job-1");
    }

    @Test
    void reportsAFailureWithItsStackTrace() {
        open();

        submit(1, "fail");

        DriverMessage.JobFinished end = finished(1);
        assertThat(end.state()).isEqualTo(JobState.FAILED);
        assertThat(end.error())
                .startsWith("java.lang.IllegalStateException: as asked")
                .contains("\tat ");
    }

    @Test
    void takesWhatComesBeforeTheSessionIsOpen() {
        submit(1, "early");

        open();

        assertThat(finished(1).result()).isEqualTo("early");
    }

    @Test
    void runsAJobWhileAnotherOneRuns() {
        open();
        submit(1, "hold");

        submit(2, "quick");

        assertThat(finished(2).state()).isEqualTo(JobState.SUCCEEDED);
        assertThat(events).noneMatch(event -> event instanceof DriverMessage.JobFinished end && end.job() == 1);
    }

    @Test
    void cancelsAJobThatWaits() {
        submit(1, "early");

        jobs.cancel(1);

        assertThat(finished(1).state()).isEqualTo(JobState.CANCELLED);
        open();
        submit(2, "next");
        finished(2);
        assertThat(begun).containsExactly("job-2");
    }

    @Test
    void cancelsSparkJobsAndThreadOfAJobThatRuns() {
        open();
        submit(1, "hold");
        await().until(() -> begun.contains("job-1"));

        jobs.cancel(1);

        assertThat(finished(1).state()).isEqualTo(JobState.CANCELLED);
        await().until(() -> cancelled.contains("job-1") && interrupted.getCount() == 0);
    }

    @Test
    void reportsNothingMoreOfACancelledJob() {
        open();
        submit(1, "stubborn");
        await().until(() -> begun.contains("job-1"));
        jobs.cancel(1);
        finished(1);

        released.countDown();
        submit(2, "next");
        finished(2);

        assertThat(events.stream().filter(DriverMessage.JobFinished.class::isInstance))
                .hasSize(2);
    }

    @Test
    void ignoresTheCancellationOfAJobThatIsDone() {
        open();
        submit(1, "quick");
        finished(1);

        jobs.cancel(1);
        submit(2, "next");
        finished(2);

        assertThat(cancelled).isEmpty();
    }

    private void open() {
        jobs.open(kind -> this::run, new JobGroups() {
            @Override
            public void begin(String group) {
                begun.add(group);
            }

            @Override
            public void end(String group) {
                ended.add(group);
            }

            @Override
            public boolean isActive(String group) {
                return false;
            }

            @Override
            public void cancel(String group) {
                cancelled.add(group);
            }
        });
    }

    private String run(String group, String payload) throws InterruptedException {
        switch (payload) {
            case "fail" -> throw new IllegalStateException("as asked");
            case "hold" -> hold();
            case "stubborn" -> awaitUninterrupted();
            default -> {}
        }
        return payload;
    }

    private void hold() throws InterruptedException {
        try {
            released.await();
        } catch (InterruptedException e) {
            interrupted.countDown();
            throw e;
        }
    }

    private void awaitUninterrupted() {
        await().catchUncaughtExceptions().until(() -> {
            Thread.interrupted();
            return released.getCount() == 0;
        });
    }

    private void submit(int id, String payload) {
        jobs.submit(new ServerMessage.RunJob(id, SessionKind.SPARK, payload));
    }

    private DriverMessage.JobFinished finished(int id) {
        return await().until(
                        () -> events.stream()
                                .filter(DriverMessage.JobFinished.class::isInstance)
                                .map(DriverMessage.JobFinished.class::cast)
                                .filter(end -> end.job() == id)
                                .findFirst()
                                .orElse(null),
                        end -> end != null);
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
}
