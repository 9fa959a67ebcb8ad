package org.sparklaunch.querytracker.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.sparklaunch.discovery.DiscoveryPath;
import org.sparklaunch.querytracker.livy.LivySession;

class SessionPoolTest extends PoolFixture {
    @Test
    void firstQueryGetsANewSessionOfItsUser() throws InterruptedException {
        SessionLease lease = borrow(request("alice"));

        assertThat(lease.verdict()).isEqualTo("new: no session of alice on /spark-launch/default");
        assertThat(livy.owner(lease.sessionId())).isEqualTo("alice");
    }

    @Test
    void startVerdictOfTheServerIsPartOfTheVerdict() throws InterruptedException {
        SessionKey key = SessionKey.of("alice", DiscoveryPath.DEFAULT, Map.of("spark.sql.catalog.x", "y"));

        SessionLease lease = borrow(new BorrowRequest(key, true, true));

        assertThat(lease.verdict())
                .isEqualTo("new: no session of alice on /spark-launch/default; cold: spark.sql.catalog.x");
    }

    @Test
    void sessionReturnsARowMoreThanTheLimit() throws InterruptedException {
        SessionLease lease = borrow(request("alice"));

        assertThat(livy.conf(lease.sessionId())).containsEntry("livy.rsc.sql.num-rows", "101");
    }

    @Test
    void sessionWhoseCreationAnswerWasLostIsUsed() throws InterruptedException {
        livy.loseAnswer("POST /sessions");

        SessionLease lease = borrow(request("alice"));

        assertThat(livy.sessionIds()).containsExactly(lease.sessionId());
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
    void otherConfGetsANewSessionWithTheReason() throws InterruptedException {
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
        SessionLease lease = borrow(new BorrowRequest(request("alice").key(), false, true));

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
    void idleTimeStartsWhenTheSessionIsReturned() throws InterruptedException {
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
    void expiringSessionIsNeverLeased() throws Exception {
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
    void sessionThatDiesDuringStartIsReportedWithItsLog() {
        BorrowRequest request = new BorrowRequest(
                SessionKey.of("alice", DiscoveryPath.DEFAULT, Map.of("spark.test.dead", "true")), true, true);

        assertThatThrownBy(() -> borrow(request))
                .isInstanceOf(SessionStartException.class)
                .hasMessageContaining("is dead instead of idle")
                .hasMessageContaining("last words");
        // Its log stays for as long as the server keeps dead sessions.
        assertThat(livy.sessionIds()).hasSize(1);
        assertThat(livy.tokens()).isZero();
    }

    @Test
    void concurrentFirstQueriesShareOneStart() throws Exception {
        livy.holdStarts();
        Future<SessionLease> first = threads.submit(() -> borrow(request("alice")));
        await().until(() -> livy.sessionIds().size() == 1);
        Future<SessionLease> second = threads.submit(() -> borrow(request("alice")));
        await().until(() -> waits.contains("a session with the same settings is starting for another query"));
        assertThat(livy.sessionIds()).hasSize(1);

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
    void tokensOfLivingSessionsAreRefreshed() throws InterruptedException {
        SessionLease lease = borrow(request("alice"));
        livy.forgetTokens();
        clock.advance(Duration.ofMinutes(10));

        pool.housekeep();
        Optional<LivySession> seen = lease.callNow(client -> client.find("0", Duration.ZERO));

        assertThat(seen).isPresent();
    }

    @Test
    void expiredTokenOfIdleSessionIsRegisteredAgain() throws InterruptedException {
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
    void nextPoolDropsASessionThatIsGone() throws InterruptedException {
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
}
