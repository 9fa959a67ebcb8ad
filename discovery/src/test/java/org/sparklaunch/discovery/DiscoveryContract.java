package org.sparklaunch.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link Discovery} promises; the real one and the one in memory run it unchanged. */
public abstract class DiscoveryContract {
    protected static final DiscoveryPath PATH = new DiscoveryPath("/test/cluster");
    protected static final ServiceInstance MASTER = new ServiceInstance(
            ServiceType.MASTER, "1", "spark://127.0.0.1:7077", Map.of(ServiceInstance.VERSION, "4.2.0"));
    protected static final ServiceInstance LIVY =
            new ServiceInstance(ServiceType.LIVY, "1", "http://127.0.0.1:8998", Map.of());

    private static final Duration SOON = Duration.ofSeconds(10);
    private static final Duration NOW = Duration.ofMillis(50);

    protected Discovery mine;
    protected Discovery theirs;

    /** A further connection to the same store. */
    protected abstract Discovery connect();

    @BeforeEach
    void connectTwice() {
        mine = connect();
        theirs = connect();
    }

    @AfterEach
    void closeBoth() {
        mine.close();
        theirs.close();
    }

    @Test
    void nothingIsFoundWhereNothingIsAnnounced() {
        assertThat(theirs.find(PATH).isEmpty()).isTrue();
    }

    @Test
    void othersFindWhatIsAnnouncedWithAllItsAttributes() {
        mine.register(PATH, MASTER);

        assertThat(theirs.find(PATH)).isEqualTo(new ClusterSnapshot(PATH, "4.2.0", List.of(MASTER)));
    }

    @Test
    void instancesComeSortedByTypeAndId() {
        mine.register(PATH, LIVY);
        mine.register(PATH, MASTER);

        assertThat(theirs.find(PATH).instances()).containsExactly(MASTER, LIVY);
    }

    @Test
    void aLaterAnnouncementOfTheSameIdReplacesTheEarlier() {
        ServiceInstance moved = new ServiceInstance(ServiceType.LIVY, "1", "http://127.0.0.1:9000", Map.of());
        mine.register(PATH, LIVY);

        mine.register(PATH, moved);

        await().untilAsserted(() -> assertThat(theirs.find(PATH).instances()).containsExactly(moved));
    }

    @Test
    void nobodyFindsWhatWasWithdrawn() {
        Registration registration = mine.register(PATH, LIVY);

        registration.close();

        assertThat(theirs.find(PATH).isEmpty()).isTrue();
    }

    @Test
    void withdrawingTwiceIsHarmless() {
        Registration registration = mine.register(PATH, LIVY);
        registration.close();

        registration.close();

        assertThat(theirs.find(PATH).isEmpty()).isTrue();
    }

    @Test
    void closingTheConnectionWithdrawsAll() {
        mine.register(PATH, LIVY);

        mine.close();

        assertThat(theirs.find(PATH).isEmpty()).isTrue();
    }

    @Test
    void pathsDoNotMix() {
        mine.register(PATH, LIVY);

        assertThat(theirs.find(new DiscoveryPath("/test/other")).isEmpty()).isTrue();
    }

    @Test
    void awaitReturnsAtOnceWhatIsThere() {
        mine.register(PATH, LIVY);

        ClusterSnapshot found = theirs.await(PATH, c -> c.find(ServiceType.LIVY).isPresent(), NOW);

        assertThat(found.find(ServiceType.LIVY)).contains(LIVY);
    }

    @Test
    void awaitSaysWhatIsThereInsteadWhenTheLimitIsOver() {
        mine.register(PATH, LIVY);

        assertThatThrownBy(
                        () -> theirs.await(PATH, c -> c.find(ServiceType.MASTER).isPresent(), NOW))
                .isInstanceOf(DiscoveryException.class)
                .hasMessageContaining("/test/cluster")
                .hasMessageContaining("http://127.0.0.1:8998");
    }

    @Test
    void aListenerHearsThePresentStateAndThenChanges() {
        List<ClusterSnapshot> heard = new CopyOnWriteArrayList<>();
        theirs.watch(PATH, heard::add);
        await().atMost(SOON).until(() -> !heard.isEmpty());

        mine.register(PATH, LIVY);

        await().atMost(SOON).untilAsserted(() -> {
            assertThat(heard.get(0).isEmpty()).isTrue();
            assertThat(heard.get(heard.size() - 1).instances()).containsExactly(LIVY);
        });
    }

    @Test
    void changedFactsOfAnInstanceAreFoundInPlaceOfTheOld() {
        Registration registration = mine.register(PATH, MASTER);
        ServiceInstance leading = MASTER.with(ServiceInstance.STATUS, ServiceInstance.LEADING);

        registration.update(leading);

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(theirs.find(PATH).instances()).containsExactly(leading));
    }

    @Test
    void withdrawingTakesWhatWasChangedToo() {
        Registration registration = mine.register(PATH, MASTER);
        registration.update(MASTER.with(ServiceInstance.STATUS, ServiceInstance.LEADING));

        registration.close();

        assertThat(theirs.find(PATH).isEmpty()).isTrue();
    }

    @Test
    void anAnnouncementCannotBecomeThatOfAnother() {
        Registration registration = mine.register(PATH, MASTER);

        assertThatThrownBy(() -> registration.update(LIVY)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatIsWantedAloneIsGivenOnce() {
        mine.register(PATH, MASTER);
        mine.claim(PATH, alone("the first launch", ServiceType.MASTER));

        assertThatThrownBy(() -> theirs.claim(PATH, shared("the second launch", ServiceType.MASTER)))
                .isInstanceOf(PathInUseException.class)
                .hasMessageContaining("/test/cluster")
                .hasMessageContaining("the first launch")
                .hasMessageContaining("spark://127.0.0.1:7077");
    }

    @Test
    void whatIsSharedCannotBeTakenAlone() {
        mine.claim(PATH, shared("the first launch", ServiceType.MASTER));

        assertThatThrownBy(() -> theirs.claim(PATH, alone("the second launch", ServiceType.MASTER)))
                .isInstanceOfSatisfying(PathInUseException.class, e -> {
                    assertThat(e.holder()).isEqualTo("the first launch");
                    assertThat(e.parts()).containsExactly(ServiceType.MASTER);
                });
    }

    @Test
    void launchesOfOneClusterAreMembersTogether() {
        ClusterMembership masters = mine.claim(PATH, shared("the first launch", ServiceType.MASTER));
        ClusterMembership moreMasters = theirs.claim(PATH, shared("the second launch", ServiceType.MASTER));
        ClusterMembership livy = theirs.claim(PATH, alone("the third launch", ServiceType.LIVY));

        assertThat(List.of(masters, moreMasters, livy)).allMatch(ClusterMembership::isHeld);
    }

    @Test
    void aMemberKnowsWhetherItIsTheOnlyOne() {
        ClusterMembership first = mine.claim(PATH, shared("the first launch", ServiceType.MASTER));
        assertThat(first.isOnly()).isTrue();

        theirs.claim(PATH, shared("the second launch", ServiceType.WORKER));

        assertThat(first.isOnly()).isFalse();
    }

    @Test
    void nobodyLeadsWhereNoMasterIs() {
        assertThat(mine.masterElection(PATH).leader()).isEmpty();
    }

    @Test
    void whatWasGivenFreeCanBeClaimed() {
        mine.claim(PATH, alone("the first launch", ServiceType.LIVY)).close();

        assertThat(theirs.claim(PATH, alone("the second launch", ServiceType.LIVY))
                        .isHeld())
                .isTrue();
    }

    @Test
    void aRefusedLaunchIsInNobodysWay() {
        ClusterMembership first = mine.claim(PATH, alone("the first launch", ServiceType.LIVY));
        assertThatThrownBy(() -> theirs.claim(PATH, alone("the second launch", ServiceType.LIVY)));
        first.close();

        assertThat(mine.claim(PATH, alone("the third launch", ServiceType.LIVY)).isHeld())
                .isTrue();
    }

    @Test
    void aClaimThatWasClosedIsNotHeld() {
        ClusterMembership claim = mine.claim(PATH, alone("the first launch", ServiceType.MASTER));

        claim.close();

        assertThat(claim.isHeld()).isFalse();
    }

    @Test
    void listNamesClaimedAndAnnouncedPathsBelowTheRoot() {
        DiscoveryPath deep = new DiscoveryPath("/test/team/deep");
        mine.register(PATH, LIVY);
        mine.claim(deep, alone("a launch", ServiceType.MASTER));

        assertThat(theirs.list(new DiscoveryPath("/test"))).containsExactly(PATH, deep);
    }

    protected static MembershipSpec alone(String holder, ServiceType type) {
        return new MembershipSpec(holder, Set.of(type), Set.of());
    }

    protected static MembershipSpec shared(String holder, ServiceType type) {
        return new MembershipSpec(holder, Set.of(), Set.of(type));
    }

    @Test
    void aClosedConnectionSaysSo() {
        mine.close();

        assertThatThrownBy(() -> mine.find(PATH))
                .isInstanceOf(DiscoveryException.class)
                .hasMessageContaining("closed");
    }
}
