package org.sparklaunch.querytracker.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.sparklaunch.authentication.tls.TrustedCertificates;
import org.sparklaunch.discovery.DiscoveryPath;
import org.sparklaunch.querytracker.livy.DiscoveredLivy;
import org.sparklaunch.querytracker.livy.KnownClusters;
import org.sparklaunch.querytracker.query.Query;
import org.sparklaunch.querytracker.query.QueryState.Failed;
import org.sparklaunch.querytracker.testing.FakeLivy;
import org.sparklaunch.querytracker.testing.FakeOutage.Fault;
import org.sparklaunch.querytracker.testing.FlakyDiscovery;
import org.sparklaunch.querytracker.testing.Livy;
import org.sparklaunch.querytracker.testing.Tracker;

/** A query waits for what is away, whichever call fails, and its statements run once. */
class OutageTest {
    private static final Duration ONCE = Duration.ZERO;
    private static final Duration A_WHILE = Duration.ofMillis(150);

    private final FakeLivy livy = FakeLivy.extended();

    @TempDir
    private Path folder;

    @AfterEach
    void close() {
        livy.close();
    }

    private static Stream<Arguments> faults() {
        return Stream.of(ONCE, A_WHILE)
                .flatMap(length -> Stream.of(Fault.REFUSED, Fault.UNANSWERED, Fault.UNAVAILABLE)
                        .map(fault -> Arguments.of(fault, length)));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void firstQueryCompletesWhicheverCallFails(Fault fault, Duration length) throws Exception {
        for (int number = 0; failsOne(number, fault, length, false); number++) {
            assertThat(number).isLessThan(50);
        }
    }

    @ParameterizedTest
    @MethodSource("faults")
    void queryOfReusedSessionCompletesWhicheverCallFails(Fault fault, Duration length) throws Exception {
        for (int number = 0; failsOne(number, fault, length, true); number++) {
            assertThat(number).isLessThan(50);
        }
    }

    /** Runs a query in a tracker of its own and returns whether it made so many calls. */
    private boolean failsOne(int number, Fault fault, Duration length, boolean reused) throws Exception {
        Path own = Files.createDirectory(folder.resolve(fault + "-" + length + "-" + reused + "-" + number));
        try (Tracker tracker = new Tracker(own, Livy.directory(livy))) {
            if (reused) {
                tracker.ended(tracker.start("alice", "rows 1"));
            }
            int before = count("rows 3");
            livy.outage().begin(number, fault, length);
            Query query = tracker.ended(tracker.start("alice", "rows 3"));

            boolean failed = livy.outage().failed() > 0;
            livy.outage().begin(Integer.MAX_VALUE, Fault.NONE, ONCE);
            assertThat(query.state().word())
                    .as("call %d: %s", number, query.state())
                    .isEqualTo("completed");
            assertThat(count("rows 3") - before).as("call %d", number).isEqualTo(1);
            assertThat(query.placement().waiting()).isNull();
            return failed;
        }
    }

    private int count(String sql) {
        return (int) livy.posted().stream().filter(sql::equals).count();
    }

    @Test
    void sessionsOfQueriesThatFailedWhileTheServerWasAwayAreEndedLater() throws Exception {
        try (Tracker tracker = new Tracker(folder, Livy.directory(livy), Duration.ofMillis(300))) {
            livy.holdStarts();
            String id = tracker.start("alice", "rows 1");
            await().until(() -> livy.sessionIds().size() == 1);
            livy.outage().begin(0, Fault.REFUSED, Duration.ofMillis(600));
            livy.releaseStarts();

            assertThat(tracker.ended(id).state())
                    .isInstanceOfSatisfying(
                            Failed.class,
                            failed -> assertThat(failed.error().rootMessage())
                                    .contains("did not answer", "the query waited"));
            await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
                tracker.pool().housekeep();
                assertThat(livy.sessionIds()).isEmpty();
            });
        }
    }

    @Test
    void waitingQueryReportsWhatIsAwayAndEndsAtItsTimeout() throws Exception {
        livy.outage().begin(0, Fault.REFUSED, Duration.ofMinutes(1));
        try (Tracker tracker = new Tracker(folder, Livy.directory(livy))) {
            String id = tracker.start("alice", "rows 1", "{\"timeout\":\"700ms\"}");
            await().until(() -> tracker.find(id).placement().waiting() != null);

            assertThat(tracker.find(id).placement().waiting()).contains("Livy server at", "did not answer");
            assertThat(tracker.ended(id).state())
                    .isInstanceOfSatisfying(
                            Failed.class,
                            failed -> assertThat(failed.error().rootMessage())
                                    .contains("timeout, 700 ms; it waited: Livy server at"));
        }
    }

    @Test
    void queryWaitsForZooKeeper() throws Exception {
        FlakyDiscovery discovery = new FlakyDiscovery();
        discovery.register(livy.address());
        discovery.stop();
        try (Tracker tracker = new Tracker(folder, directory(discovery))) {
            String id = tracker.start("alice", "rows 1");
            await().until(() -> tracker.find(id).placement().waiting() != null);
            assertThat(tracker.find(id).placement().waiting()).contains("ZooKeeper");

            discovery.restart();

            assertThat(tracker.ended(id).state().word()).isEqualTo("completed");
        }
    }

    @Test
    void knownServerIsUsedWhileZooKeeperIsAway() throws Exception {
        FlakyDiscovery discovery = new FlakyDiscovery();
        discovery.register(livy.address());
        try (Tracker tracker = new Tracker(folder, directory(discovery))) {
            tracker.ended(tracker.start("alice", "rows 1"));
            discovery.stop();

            assertThat(tracker.ended(tracker.start("alice", "rows 1")).state().word())
                    .isEqualTo("completed");
        }
    }

    @Test
    void queryWaitsWhileItsServerIsNotAnnounced() throws Exception {
        FlakyDiscovery discovery = new FlakyDiscovery();
        discovery.register(livy.address());
        try (Tracker tracker = new Tracker(folder, directory(discovery))) {
            tracker.ended(tracker.start("alice", "rows 1"));
            discovery.withdraw();
            String id = tracker.start("alice", "rows 1");
            await().until(() -> tracker.find(id).placement().waiting() != null);
            assertThat(tracker.find(id).placement().waiting()).contains("is not announced now");

            discovery.register(livy.address());

            assertThat(tracker.ended(id).state().word()).isEqualTo("completed");
        }
    }

    @Test
    void queryStartsAgainWhenItsSessionDiedBeforeItsStatement() throws Exception {
        try (Tracker tracker = new Tracker(folder, Livy.directory(livy))) {
            tracker.ended(tracker.start("alice", "rows 1"));
            livy.killBeforeNextStatement();

            Query query = tracker.ended(tracker.start("alice", "rows 2"));

            assertThat(query.state().word()).as(query.toString()).isEqualTo("completed");
            assertThat(query.placement().sessionId()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "The driver of session 0 has ended.                                            | completed",
                "The driver of session 0 has ended: SparkException; caused by io.netty.channel.StacklessClosedChannelException"
                        + " | completed",
                "The driver of session 0 has ended: java.lang.ClassNotFoundException: org.example.Wrong | failed",
            })
    void sessionThatDiedFromOutsideAsItStartedIsReplaced(String words, String state) throws Exception {
        try (Tracker tracker = new Tracker(folder, Livy.directory(livy))) {
            Query query = tracker.ended(tracker.start(
                    "alice",
                    "rows 1",
                    "{\"spark_conf\":{\"spark.test.dead\":\"yes\",\"spark.test.words\":\"" + words + "\"}}"));

            assertThat(query.state().word()).isEqualTo(state);
        }
    }

    @Test
    void recoveringSessionIsWaitedForAndReused() throws Exception {
        try (Tracker tracker = new Tracker(folder, Livy.directory(livy))) {
            tracker.ended(tracker.start("alice", "rows 1"));
            livy.recover(0);
            String id = tracker.start("alice", "rows 1");
            awaitRepeatedReads();
            assertThat(tracker.find(id).state().word()).isEqualTo("running");

            livy.releaseStarts();

            assertThat(tracker.ended(id).placement().verdict()).isEqualTo("reused");
        }
    }

    /** A session that is read again is waited for. */
    private void awaitRepeatedReads() {
        int before = livy.requests().size();
        await().until(() -> livy.requests().stream()
                        .skip(before)
                        .filter(request -> request.matches("GET /sessions/[^/]+"))
                        .count()
                >= 2);
    }

    @Test
    void idleSessionsAreAdoptedWhenTheirServerIsBack() throws Exception {
        Tracker before = new Tracker(folder, Livy.directory(livy));
        before.ended(before.start("alice", "rows 1"));
        before.crash();
        livy.outage().begin(0, Fault.REFUSED, Duration.ofMillis(200));
        try (Tracker next = new Tracker(folder, Livy.directory(livy))) {
            await().untilAsserted(() -> {
                next.pool().housekeep();
                assertThat(next.pool().sessions("alice")).hasSize(1);
            });

            assertThat(next.ended(next.start("alice", "rows 1")).placement().verdict())
                    .isEqualTo("reused");
        }
    }

    @Test
    void trackerDoesNotWaitForSessionsThatAreStartingBeforeItServes() throws Exception {
        Tracker before = new Tracker(folder, Livy.directory(livy));
        before.ended(before.start("alice", "rows 1"));
        before.crash();
        livy.recover(0);
        try (Tracker next = new Tracker(folder, Livy.directory(livy))) {
            next.pool().housekeep();
            assertThat(next.pool().sessions("alice")).isEmpty();

            livy.releaseStarts();
            next.pool().housekeep();

            assertThat(next.pool().sessions("alice")).hasSize(1);
        }
    }

    @Test
    void queryOfANamedSessionWaitsUntilTheSessionIsAdopted() throws Exception {
        String named = "{\"session\":\"daily\"}";
        Tracker before = new Tracker(folder, Livy.directory(livy));
        before.ended(before.start("alice", "rows 1", named));
        before.crash();
        livy.recover(0);
        try (Tracker next = new Tracker(folder, Livy.directory(livy))) {
            String id = next.start("alice", "rows 1", named);
            awaitRepeatedReads();
            assertThat(next.find(id).state().word()).isEqualTo("running");

            livy.releaseStarts();

            assertThat(next.ended(id).placement().verdict()).isEqualTo("reused");
            assertThat(livy.sessionIds()).containsExactly(0);
        }
    }

    @Test
    void outageWhileStatementRunsIsFollowed() throws Exception {
        try (Tracker tracker = new Tracker(folder, Livy.directory(livy))) {
            List<String> ids = new ArrayList<>();
            ids.add(tracker.start("alice", "block"));
            tracker.awaitStatement(ids.get(0));
            await().until(() -> count("block") == 1);
            livy.outage().begin(0, Fault.REFUSED, Duration.ofMillis(500));
            livy.unblock();

            assertThat(tracker.ended(ids.get(0)).state().word()).isEqualTo("completed");
            assertThat(count("block")).isEqualTo(1);
        }
    }

    private static DiscoveredLivy directory(FlakyDiscovery discovery) {
        return new DiscoveredLivy(
                discovery,
                new KnownClusters(DiscoveryPath.DEFAULT, Optional.empty(), Set.of()),
                Livy.CREDENTIALS,
                TrustedCertificates.context(List.of()));
    }
}
