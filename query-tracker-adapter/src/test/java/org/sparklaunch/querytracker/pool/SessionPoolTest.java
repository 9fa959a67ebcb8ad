package org.sparklaunch.querytracker.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sparklaunch.discovery.DiscoveryPath;
import org.sparklaunch.querytracker.testing.FakeLivy;
import org.sparklaunch.querytracker.testing.InMemorySessionRecords;
import org.sparklaunch.querytracker.testing.Livy;
import org.sparklaunch.querytracker.testing.ManualClock;
import org.sparklaunch.querytracker.token.TokenIssuer;
import org.sparklaunch.querytracker.token.TokenLifetime;

class SessionPoolTest {
    private static final Duration IDLE = Duration.ofMinutes(10);

    private final FakeLivy livy = FakeLivy.extended();
    private final ManualClock clock = new ManualClock();
    private final InMemorySessionRecords records = new InMemorySessionRecords();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<String> waits = new CopyOnWriteArrayList<>();
    private final SessionPool pool = newPool();

    private SessionPool newPool() {
        return newPool(Duration.ZERO);
    }

    private SessionPool newPool(Duration linger) {
        TokenIssuer tokens = new TokenIssuer(new TokenLifetime(Duration.ofMinutes(20), Duration.ofMinutes(10)), clock);
        return new SessionPool(
                new SessionHost(Livy.directory(livy), tokens, records, 100), new PoolTimes(IDLE, linger), clock);
    }

    @AfterEach
    void close() {
        threads.shutdownNow();
        livy.close();
    }

    @Test
    void firstQueryGetsANewSessionOfItsUser() throws InterruptedException {
        SessionLease lease = borrow(request("alice"));

        assertThat(lease.verdict()).isEqualTo("new: no session of alice on /spark-launch/default");
        assertThat(livy.owner(lease.sessionId())).isEqualTo("alice");
    }

    @Test
    void sessionGivesOneRowMoreThanTheLimit() throws InterruptedException {
        SessionLease lease = borrow(request("alice"));

        assertThat(livy.conf(lease.sessionId())).containsEntry("livy.rsc.sql.num-rows", "101");
    }

    @Test
    void secondQueryOfAUserReusesTheSession() throws InterruptedException {
        SessionLease first = borrow(request("alice"));
        first.close();

        SessionLease second = borrow(request("alice"));

        assertThat(second.verdict()).isEqualTo("reused");
        assertThat(second.sessionId()).isEqualTo(first.sessionId());
    }

    @Test
    void anotherUserGetsAnotherSession() throws InterruptedException {
        SessionLease first = borrow(request("alice"));
        first.close();

        SessionLease second = borrow(request("bob"));

        assertThat(second.sessionId()).isNotEqualTo(first.sessionId());
        assertThat(livy.owner(second.sessionId())).isEqualTo("bob");
    }

    @Test
    void anotherConfGetsAnotherSessionAndSaysWhy() throws InterruptedException {
        borrow(request("alice", "4", true)).close();

        SessionLease second = borrow(request("alice", "8", true));

        assertThat(second.verdict()).isEqualTo("new: spark_conf.spark.x differs (4 → 8)");
    }

    @Test
    void busySessionIsNotShared() throws InterruptedException {
        SessionLease first = borrow(request("alice"));

        SessionLease second = borrow(request("alice"));

        assertThat(second.verdict()).isEqualTo("new: session " + first.sessionId() + " is busy");
    }

    @Test
    void sessionWithoutReuseEndsWithItsQuery() throws InterruptedException {
        SessionLease lease = borrow(new SessionRequest(request("alice").key(), false, true));

        lease.close();

        assertThat(lease.verdict()).isEqualTo("new: session_reuse is false");
        assertThat(livy.sessionIds()).isEmpty();
        assertThat(livy.tokens()).isZero();
    }

    @Test
    void idleSessionEndsAfterItsTime() throws InterruptedException {
        borrow(request("alice")).close();
        clock.advance(IDLE);

        pool.housekeep();

        assertThat(livy.sessionIds()).isEmpty();
        assertThat(livy.tokens()).isZero();
        assertThat(records.all()).isEmpty();
    }

    @Test
    void idleTimeBeginsWhenTheSessionIsGivenBack() throws InterruptedException {
        SessionLease lease = borrow(request("alice"));
        clock.advance(IDLE.multipliedBy(3));
        lease.close();
        clock.advance(IDLE.minusSeconds(1));

        pool.housekeep();

        assertThat(livy.sessionIds()).hasSize(1);
    }

    @Test
    void leasedSessionNeverExpires() throws InterruptedException {
        borrow(request("alice"));
        clock.advance(IDLE.multipliedBy(3));

        pool.housekeep();

        assertThat(livy.sessionIds()).hasSize(1);
    }

    @Test
    void expiryAndBorrowersNeverMeetInOneSession() throws Exception {
        for (int round = 0; round < 50; round++) {
            borrow(request("alice")).close();
            clock.advance(IDLE);
            Future<?> expiry = threads.submit(() -> {
                pool.housekeep();
                return null;
            });
            try (SessionLease lease = borrow(request("alice"))) {
                expiry.get();
                assertThat(livy.sessionIds()).contains(lease.sessionId());
            }
        }
    }

    @Test
    void deadSessionIsReplaced() throws InterruptedException {
        SessionLease first = borrow(request("alice"));
        first.close();
        livy.kill(first.sessionId());

        SessionLease second = borrow(request("alice"));

        assertThat(second.sessionId()).isNotEqualTo(first.sessionId());
        assertThat(livy.sessionIds()).containsExactly(second.sessionId());
    }

    @Test
    void sessionThatDiesWhileItStartsIsNamedWithItsLastWords() {
        SessionRequest request = new SessionRequest(
                SessionKey.of("alice", DiscoveryPath.DEFAULT, Map.of("spark.test.dead", "true")), true, true);

        assertThatThrownBy(() -> borrow(request))
                .isInstanceOf(SessionStartException.class)
                .hasMessageContaining("is dead instead of idle")
                .hasMessageContaining("last words");
        assertThat(livy.sessionIds()).isEmpty();
        assertThat(livy.tokens()).isZero();
    }

    @Test
    void concurrentFirstQueriesShareOneStart() throws Exception {
        livy.holdStarts();
        Future<SessionLease> first = threads.submit(() -> borrow(request("alice")));
        await().until(() -> livy.sessionIds().size() == 1);
        Future<SessionLease> second = threads.submit(() -> borrow(request("alice")));
        await().during(Duration.ofMillis(200)).until(() -> livy.sessionIds().size() == 1);

        livy.releaseStarts();
        first.get().close();

        assertThat(second.get()).isNotNull();
    }

    @Test
    void anotherUserDoesNotWaitForAStart() throws Exception {
        livy.holdStarts();
        Future<SessionLease> alice = threads.submit(() -> borrow(request("alice")));
        Future<SessionLease> bob = threads.submit(() -> borrow(request("bob")));

        await().until(() -> livy.sessionIds().size() == 2);

        livy.releaseStarts();
        assertThat(alice.get().sessionId()).isNotEqualTo(bob.get().sessionId());
    }

    @Test
    void idleSessionOfAnotherKeyMakesRoomAtTheLimit() throws InterruptedException {
        livy.limit(1);
        borrow(request("alice")).close();

        SessionLease bob = borrow(request("bob"));

        assertThat(livy.sessionIds()).containsExactly(bob.sessionId());
    }

    @Test
    void sessionUsedAMomentAgoStaysForItsUser() throws Exception {
        SessionPool lingering = newPool(Duration.ofSeconds(5));
        livy.limit(1);
        lingering.borrow(request("alice"), waits::add).close();
        Future<SessionLease> bob = threads.submit(() -> lingering.borrow(request("bob"), waits::add));
        await().until(() -> !waits.isEmpty());

        assertThat(lingering.borrow(request("alice"), waits::add).verdict()).isEqualTo("reused");
        assertThat(bob).isNotDone();
    }

    @Test
    void lingeringSessionMakesRoomInTime() throws Exception {
        SessionPool lingering = newPool(Duration.ofSeconds(5));
        livy.limit(1);
        lingering.borrow(request("alice"), waits::add).close();
        Future<SessionLease> bob = threads.submit(() -> lingering.borrow(request("bob"), waits::add));
        await().until(() -> !waits.isEmpty());

        clock.advance(Duration.ofSeconds(5));

        assertThat(livy.owner(bob.get(10, TimeUnit.SECONDS).sessionId())).isEqualTo("bob");
    }

    @Test
    void theLongestIdleMakesRoom() throws InterruptedException {
        livy.limit(2);
        borrow(request("alice")).close();
        clock.advance(Duration.ofSeconds(1));
        SessionLease bob = borrow(request("bob"));
        bob.close();

        borrow(request("carol"));

        assertThat(livy.sessionIds()).contains(bob.sessionId()).hasSize(2);
    }

    @Test
    void queryThatDoesNotWaitFailsAtTheLimit() throws InterruptedException {
        livy.limit(1);
        borrow(request("alice"));

        assertThatThrownBy(() -> borrow(new SessionRequest(request("bob").key(), true, false)))
                .isInstanceOf(SessionsBusyException.class)
                .hasMessageContaining("all sessions")
                .hasMessageContaining("--livy-max-sessions");
    }

    @Test
    void queryThatWaitsSaysWhyAndIsServedNext() throws Exception {
        livy.limit(1);
        SessionLease alice = borrow(request("alice"));
        Future<SessionLease> bob = threads.submit(() -> borrow(request("bob")));
        await().until(() -> !waits.isEmpty());

        alice.close();

        assertThat(livy.owner(bob.get().sessionId())).isEqualTo("bob");
        assertThat(waits.get(0)).startsWith("position 1 in line: all sessions").contains("1 of them");
    }

    @Test
    void waitersStandInLine() throws Exception {
        livy.limit(1);
        SessionLease alice = borrow(request("alice"));
        Future<SessionLease> bob = threads.submit(() -> borrow(request("bob")));
        await().until(() -> waits.stream().anyMatch(w -> w.startsWith("position 1")));
        Future<SessionLease> carol = threads.submit(() -> borrow(request("carol")));
        await().until(() -> waits.stream().anyMatch(w -> w.startsWith("position 2")));

        alice.close();

        bob.get().close();
        assertThat(carol.get()).isNotNull();
    }

    @Test
    void waiterIsNotOvertakenForEver() throws Exception {
        livy.limit(1);
        SessionLease alice = borrow(request("alice"));
        CompletableFuture<SessionLease> bob = borrowLater(request("bob"));
        await().until(() -> waits.stream().anyMatch(w -> w.startsWith("position 1 in line")));
        clock.advance(Line.PATIENCE);
        CompletableFuture<SessionLease> late = borrowLater(request("alice"));
        await().until(() -> waits.stream().anyMatch(w -> w.startsWith("position 2 in line")));

        alice.close();

        assertThat(bob.get(10, TimeUnit.SECONDS).verdict())
                .isEqualTo("new: no session of bob on /spark-launch/default");
        assertThat(late).isNotDone();
        bob.get().close();
        assertThat(late.get(10, TimeUnit.SECONDS).verdict()).startsWith("new: ");
    }

    @Test
    void ofTwoThatFitTheSessionTheFirstGetsIt() throws Exception {
        livy.limit(1);
        SessionLease alice = borrow(request("alice"));
        CompletableFuture<SessionLease> first = borrowLater(request("alice"));
        await().until(() -> waits.size() == 1);
        CompletableFuture<SessionLease> second = borrowLater(request("alice"));
        await().until(() -> waits.stream().anyMatch(w -> w.startsWith("position 2 in line")));

        alice.close();

        assertThat(first.get(10, TimeUnit.SECONDS).verdict()).isEqualTo("reused");
        assertThat(second).isNotDone();
    }

    @Test
    void waiterThatIsInterruptedLeavesTheLine() throws Exception {
        livy.limit(1);
        SessionLease alice = borrow(request("alice"));
        Future<SessionLease> bob = threads.submit(() -> borrow(request("bob")));
        await().until(() -> !waits.isEmpty());
        bob.cancel(true);

        alice.close();

        assertThat(borrow(request("carol"))).isNotNull();
    }

    @Test
    void tokensOfLivingSessionsAreRefreshed() throws InterruptedException {
        SessionLease lease = borrow(request("alice"));
        livy.forgetTokens();
        clock.advance(Duration.ofMinutes(10));

        pool.housekeep();

        assertThat(lease.client().find("0", Duration.ZERO)).isPresent();
    }

    @Test
    void lapsedTokenOfAnIdleSessionIsMadeGoodAgain() throws InterruptedException {
        SessionLease first = borrow(request("alice"));
        first.close();
        livy.forgetTokens();

        SessionLease second = borrow(request("alice"));

        assertThat(second.sessionId()).isEqualTo(first.sessionId());
    }

    @Test
    void nextPoolAdoptsTheSessionWithANewToken() throws InterruptedException {
        SessionLease before = borrow(request("alice"));
        SessionPool next = newPool();

        next.adopt(records.all().get(0));

        SessionLease after = next.borrow(request("alice"), waits::add);
        assertThat(after.verdict()).isEqualTo("reused");
        assertThat(after.sessionId()).isEqualTo(before.sessionId());
        assertThat(livy.tokens()).isEqualTo(1);
    }

    @Test
    void nextPoolForgetsASessionThatIsGone() throws InterruptedException {
        SessionLease before = borrow(request("alice"));
        livy.kill(before.sessionId());

        newPool().adopt(records.all().get(0));

        assertThat(records.all()).isEmpty();
    }

    @Test
    void closingEndsIdleSessionsOnly() throws InterruptedException {
        borrow(request("alice")).close();
        SessionLease bob = borrow(request("bob"));

        pool.close();

        assertThat(livy.sessionIds()).containsExactly(bob.sessionId());
    }

    @Test
    void manyBorrowersNeverShareASessionAtOneTime() throws Exception {
        livy.limit(3);
        Map<Integer, String> inUse = new java.util.concurrent.ConcurrentHashMap<>();
        CountDownLatch done = new CountDownLatch(60);
        CompletableFuture<String> clash = new CompletableFuture<>();
        for (int i = 0; i < 60; i++) {
            String user = "user" + i % 6;
            threads.execute(() -> {
                try (SessionLease lease = borrow(request(user))) {
                    String other = inUse.put(lease.sessionId(), user);
                    if (other != null) {
                        clash.complete(other);
                    }
                    inUse.remove(lease.sessionId());
                } catch (InterruptedException e) {
                    clash.completeExceptionally(e);
                } finally {
                    done.countDown();
                }
            });
        }

        await().atMost(Duration.ofSeconds(60)).until(() -> done.getCount() == 0);
        assertThat(clash).isNotDone();
    }

    private SessionLease borrow(SessionRequest request) throws InterruptedException {
        return pool.borrow(request, waits::add);
    }

    private CompletableFuture<SessionLease> borrowLater(SessionRequest request) {
        CompletableFuture<SessionLease> lease = new CompletableFuture<>();
        threads.execute(() -> {
            try {
                lease.complete(borrow(request));
            } catch (InterruptedException | RuntimeException e) {
                lease.completeExceptionally(e);
            }
        });
        return lease;
    }

    private static SessionRequest request(String user) {
        return new SessionRequest(SessionKey.of(user, DiscoveryPath.DEFAULT, Map.of()), true, true);
    }

    private static SessionRequest request(String user, String x, boolean reuse) {
        return new SessionRequest(SessionKey.of(user, DiscoveryPath.DEFAULT, Map.of("spark.x", x)), reuse, true);
    }
}
