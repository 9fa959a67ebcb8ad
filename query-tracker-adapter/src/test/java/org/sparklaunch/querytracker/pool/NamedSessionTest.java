package org.sparklaunch.querytracker.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.sparklaunch.discovery.DiscoveryPath;

/** Sessions that queries share by name. */
class NamedSessionTest extends PoolFixture {
    @Test
    void queriesOfOneNameShareOneSession() throws InterruptedException {
        SessionLease first = borrow(named("alice", "report", Map.of()));
        first.close();

        SessionLease second = borrow(named("alice", "report", Map.of()));

        assertThat(second.sessionId()).isEqualTo(first.sessionId());
    }

    @Test
    void isolatedQueriesAndOtherNamesAndUsersGetOtherSessions() throws InterruptedException {
        SessionLease report = borrow(named("alice", "report", Map.of()));
        report.close();

        SessionLease isolated = borrow(request("alice"));
        SessionLease other = borrow(named("alice", "other", Map.of()));
        SessionLease bobs = borrow(named("bob", "report", Map.of()));

        assertThat(Set.of(report.sessionId(), isolated.sessionId(), other.sessionId(), bobs.sessionId()))
                .hasSize(4);
        assertThat(other.verdict()).isEqualTo("new: no session is named 'other'");
    }

    @Test
    void queryWaitsForItsBusySessionInsteadOfStartingAnother() throws Exception {
        SessionLease first = borrow(named("alice", "report", Map.of()));
        CompletableFuture<SessionLease> second = borrowLater(named("alice", "report", Map.of()));
        await().until(() -> waits.contains("session 'report' is busy with another query"));

        first.close();

        assertThat(second.get().sessionId()).isEqualTo(first.sessionId());
        assertThat(livy.sessionIds()).hasSize(1);
    }

    @Test
    void queryWithoutSettingsTakesTheSessionAsItIs() throws InterruptedException {
        SessionLease first = borrow(named("alice", "report", Map.of("spark.x", "1")));
        first.close();

        assertThat(borrow(named("alice", "report", Map.of())).sessionId()).isEqualTo(first.sessionId());
    }

    @Test
    void queryWithOtherSettingsIsRefused() throws InterruptedException {
        borrow(named("alice", "report", Map.of("spark.x", "1"))).close();

        assertThatThrownBy(() -> borrow(named("alice", "report", Map.of("spark.x", "2"))))
                .isInstanceOf(SessionsBusyException.class)
                .hasMessageContaining("session 'report' runs with other settings: spark_conf.spark.x differs (1 → 2)");
    }

    @Test
    void namedSessionIsListedAndEndedByItsName() throws InterruptedException {
        SessionLease lease = borrow(named("alice", "report", Map.of()));

        assertThatThrownBy(() -> pool.endNamed("alice", "report")).hasMessageContaining("runs a query");
        lease.close();

        assertThat(pool.sessions("alice"))
                .singleElement()
                .satisfies(session -> assertThat(session)
                        .isEqualTo(new SessionPool.View(
                                "report", DiscoveryPath.DEFAULT.value(), lease.sessionId(), "idle")));
        assertThat(pool.sessions("bob")).isEmpty();
        assertThat(pool.endNamed("bob", "report")).isZero();
        assertThat(pool.endNamed("alice", "report")).isOne();
        assertThat(livy.sessionIds()).isEmpty();
    }

    @Test
    void namedSessionEndsWhenItIsIdle() throws InterruptedException {
        borrow(named("alice", "report", Map.of())).close();

        clock.advance(IDLE);
        pool.housekeep();

        assertThat(livy.sessionIds()).isEmpty();
    }

    private static BorrowRequest named(String user, String name, Map<String, String> conf) {
        return new BorrowRequest(
                SessionKey.of(user, DiscoveryPath.DEFAULT, conf).named(name), true, true);
    }
}
