package org.sparklaunch.querytracker.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What happens when the server has no session left. */
class SessionLimitTest extends PoolFixture {
    @Test
    void idleSessionOfAnotherKeyIsEndedAtTheLimit() throws InterruptedException {
        livy.limit(1);
        borrow(request("alice")).close();

        SessionLease bob = borrow(request("bob"));

        assertThat(livy.sessionIds()).containsExactly(bob.sessionId());
    }

    @Test
    void recentlyUsedSessionStaysForItsUser() throws Exception {
        SessionPool lingering = newPool(Duration.ofSeconds(5));
        livy.limit(1);
        lingering.borrow(request("alice"), waits::add).close();
        Future<SessionLease> bob = threads.submit(() -> lingering.borrow(request("bob"), waits::add));
        await().until(() -> !waits.isEmpty());

        assertThat(lingering.borrow(request("alice"), waits::add).verdict()).isEqualTo("reused");
        assertThat(bob).isNotDone();
    }

    @Test
    void lingeringSessionIsEndedInTime() throws Exception {
        SessionPool lingering = newPool(Duration.ofSeconds(5));
        livy.limit(1);
        lingering.borrow(request("alice"), waits::add).close();
        Future<SessionLease> bob = threads.submit(() -> lingering.borrow(request("bob"), waits::add));
        await().until(() -> !waits.isEmpty());

        clock.advance(Duration.ofSeconds(5));

        assertThat(livy.owner(bob.get(10, TimeUnit.SECONDS).sessionId())).isEqualTo("bob");
    }

    @Test
    void longestIdleSessionIsEndedFirst() throws InterruptedException {
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

        assertThatThrownBy(() -> borrow(new BorrowRequest(request("bob").key(), true, false)))
                .isInstanceOf(SessionsBusyException.class)
                .hasMessageContaining("all sessions")
                .hasMessageContaining("--livy-max-sessions");
    }

    @Test
    void waitingQueryReportsItsReasonAndIsServedNext() throws Exception {
        livy.limit(1);
        SessionLease alice = borrow(request("alice"));
        Future<SessionLease> bob = threads.submit(() -> borrow(request("bob")));
        await().until(() -> !waits.isEmpty());

        alice.close();

        assertThat(livy.owner(bob.get().sessionId())).isEqualTo("bob");
        assertThat(waits.get(0)).startsWith("position 1 in line: all sessions").contains("1 of them");
    }

    @Test
    void serverIsAskedOnlyWhenASessionMayBeFree() throws Exception {
        SessionPool lingering = newPool(IDLE);
        livy.limit(1);
        lingering.borrow(request("alice"), waits::add).close();
        Future<SessionLease> bob = threads.submit(() -> lingering.borrow(request("bob"), waits::add));
        await().until(() -> !waits.isEmpty());
        long asked = creations();

        for (int i = 0; i < 200; i++) {
            lingering.borrow(request("alice"), waits::add).close();
        }

        assertThat(creations() - asked).isLessThan(20);
        assertThat(bob).isNotDone();
    }

    private long creations() {
        return livy.requests().stream().filter("POST /sessions"::equals).count();
    }

    @Test
    void waitersAreServedInOrder() throws Exception {
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
    void waiterGetsSessionOnceTheTurnOfItsUserIsOver() throws Exception {
        livy.limit(1);
        SessionLease alice = borrow(request("alice"));
        CompletableFuture<SessionLease> bob = borrowLater(request("bob"));
        await().until(() -> waits.stream().anyMatch(w -> w.startsWith("position 1 in line")));
        clock.advance(PooledSession.SHORTEST_TURN);
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
    void sessionServesItsWholeTurnWhileOthersWait() throws Exception {
        SessionPool lingering = newPool(Duration.ofSeconds(1));
        livy.limit(1);
        SessionLease alice = lingering.borrow(request("alice"), waits::add);
        Future<SessionLease> bob = threads.submit(() -> lingering.borrow(request("bob"), waits::add));
        await().until(() -> waits.stream().anyMatch(w -> w.startsWith("position 1 in line")));
        Future<SessionLease> carol = threads.submit(() -> lingering.borrow(request("carol"), waits::add));
        await().until(() -> waits.stream().anyMatch(w -> w.startsWith("position 2 in line")));
        clock.advance(PooledSession.SHORTEST_TURN.multipliedBy(3));

        alice.close();
        bob.get(10, TimeUnit.SECONDS).close();

        assertThat(lingering.borrow(request("bob"), waits::add).verdict()).isEqualTo("reused");
        assertThat(carol).isNotDone();
    }

    @Test
    void userWithoutSessionComesBeforeUserWhoWantsASecond() throws Exception {
        livy.limit(2);
        SessionLease alice = borrow(request("alice"));
        SessionLease bob = borrow(request("bob"));
        CompletableFuture<SessionLease> second = borrowLater(request("alice", "1", true));
        await().until(() -> waits.stream().anyMatch(w -> w.startsWith("position 1 in line")));
        CompletableFuture<SessionLease> carol = borrowLater(request("carol"));
        await().until(() -> waits.stream().anyMatch(w -> w.startsWith("position 2 in line")));

        bob.close();

        assertThat(livy.owner(carol.get(10, TimeUnit.SECONDS).sessionId())).isEqualTo("carol");
        assertThat(second).isNotDone();
        alice.close();
        assertThat(second.get(10, TimeUnit.SECONDS)).isNotNull();
    }

    @Test
    void firstOfTwoFittingWaitersGetsTheSession() throws Exception {
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
    void interruptedWaiterLeavesTheQueue() throws Exception {
        livy.limit(1);
        SessionLease alice = borrow(request("alice"));
        Future<SessionLease> bob = threads.submit(() -> borrow(request("bob")));
        await().until(() -> !waits.isEmpty());
        bob.cancel(true);

        alice.close();

        assertThat(borrow(request("carol"))).isNotNull();
    }

    @Test
    void concurrentBorrowersNeverShareASession() throws Exception {
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
}
