package org.sparklaunch.querytracker.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sparklaunch.discovery.DiscoveryPath;
import org.sparklaunch.querytracker.pool.SessionKey;
import org.sparklaunch.querytracker.pool.StoredSession;
import org.sparklaunch.querytracker.query.QueryState.Aborting;
import org.sparklaunch.querytracker.query.QueryState.Completed;
import org.sparklaunch.querytracker.query.QueryState.Completing;
import org.sparklaunch.querytracker.query.QueryState.Pending;
import org.sparklaunch.querytracker.query.QueryState.Running;
import org.sparklaunch.querytracker.query.TrackerRegister.Takeover;
import org.sparklaunch.querytracker.token.Token;

/** What trackers that share a database keep to, whatever the database. Time moves by hand. */
abstract class TrackerRegisterContract {
    static final Duration SILENCE = Duration.ofSeconds(10);

    final AtomicLong nanos = new AtomicLong();
    private TrackerDatabase first;
    private TrackerDatabase second;

    /** Another tracker on the one database. */
    abstract TrackerDatabase join();

    @BeforeEach
    void openBoth() {
        first = join();
        second = join();
    }

    @AfterEach
    void closeBoth() {
        first.close();
        second.close();
        clear();
    }

    /** Makes the next test's database an empty one, where it is not another by itself. */
    void clear() {}

    @Test
    void queriesOfLivingTrackersStay() {
        first.queries().add(QueryStoreContract.query("1", "alice", "x", Instant.EPOCH));

        assertThat(aRoundOfSecondAfter(SILENCE.minusSeconds(1)).isEmpty()).isTrue();
    }

    @Test
    void whoCountsIsAlive() {
        first.queries().add(QueryStoreContract.query("1", "alice", "x", Instant.EPOCH));
        second.trackers().takeOverDead();
        pass(SILENCE.minusSeconds(1));
        first.trackers().beat();
        second.trackers().takeOverDead();
        pass(SILENCE.minusSeconds(1));

        assertThat(second.trackers().takeOverDead().isEmpty()).isTrue();
        assertThat(first.trackers().beat()).isTrue();
    }

    @Test
    void queriesOfSilentTrackersAreTakenOver() {
        first.queries().add(QueryStoreContract.query("1", "alice", "x", Instant.EPOCH));
        first.sessions().put(session("s"));

        Takeover estate = aRoundOfSecondAfter(SILENCE);

        assertThat(estate).isEqualTo(new Takeover(Set.of("1"), Set.of("s")));
        assertThat(second.queries().unfinished()).singleElement().matches(q -> q.id().equals("1"));
        assertThat(second.sessions().all()).hasSize(1);
    }

    @Test
    void trackerDeclaredDeadChangesNothing() {
        first.queries().add(QueryStoreContract.query("1", "alice", "x", Instant.EPOCH));
        first.queries().move("1", new Pending(), new Running());
        aRoundOfSecondAfter(SILENCE);

        assertThat(first.trackers().beat()).isFalse();
        assertThat(first.queries().move("1", new Running(), new Completing())).isFalse();
        assertThat(first.queries().unfinished()).isEmpty();
        assertThat(first.sessions().all()).isEmpty();
    }

    @Test
    void onlyTheTrackerThatTookOverCompletes() {
        first.queries().add(QueryStoreContract.query("1", "alice", "x", Instant.EPOCH));
        first.queries().move("1", new Pending(), new Completing());
        aRoundOfSecondAfter(SILENCE);

        assertThat(first.queries().complete("1", new Completed(Instant.EPOCH, 0), java.util.List.of()))
                .isFalse();
        assertThat(second.queries().complete("1", new Completed(Instant.EPOCH, 0), java.util.List.of()))
                .isTrue();
    }

    @Test
    void eachQueryIsTakenOverByOneTracker() {
        first.queries().add(QueryStoreContract.query("1", "alice", "x", Instant.EPOCH));
        try (TrackerDatabase third = join()) {
            second.trackers().takeOverDead();
            third.trackers().takeOverDead();
            pass(SILENCE);
            second.trackers().beat();
            third.trackers().beat();

            Takeover one = second.trackers().takeOverDead();
            Takeover other = third.trackers().takeOverDead();

            assertThat(one.queries().size() + other.queries().size()).isEqualTo(1);
        }
    }

    @Test
    void endedQueriesAreNotTakenOver() {
        first.queries().add(QueryStoreContract.query("1", "alice", "x", Instant.EPOCH));
        first.queries().move("1", new Pending(), new Completing());
        first.queries().complete("1", new Completed(Instant.EPOCH, 0), java.util.List.of());

        assertThat(aRoundOfSecondAfter(SILENCE).queries()).isEmpty();
        assertThat(second.queries().find("1")).isPresent();
    }

    @Test
    void queriesOfTrackerThatStopsAreTakenOverAtOnce() {
        first.queries().add(QueryStoreContract.query("1", "alice", "x", Instant.EPOCH));
        first.close();

        assertThat(second.trackers().takeOverDead().queries()).containsExactly("1");
        first = join();
    }

    @Test
    void queryOfAnotherTrackerCanBeAborted() {
        first.queries().add(QueryStoreContract.query("1", "alice", "x", Instant.EPOCH));
        first.queries().move("1", new Pending(), new Running());

        assertThat(second.queries().move("1", new Running(), new Aborting())).isFalse();
        assertThat(second.queries().moveAnyOwner("1", new Running(), new Aborting()))
                .isTrue();
    }

    private Takeover aRoundOfSecondAfter(Duration time) {
        second.trackers().takeOverDead();
        pass(time);
        second.trackers().beat();
        return second.trackers().takeOverDead();
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    private static StoredSession session(String name) {
        return new StoredSession(
                name,
                SessionKey.of("alice", DiscoveryPath.DEFAULT, Map.of()).named(name),
                Token.generate().hash());
    }
}
