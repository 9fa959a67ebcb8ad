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
    void nothingIsFoundUnderAnUnusedPath() {
        assertThat(theirs.find(PATH).isEmpty()).isTrue();
    }

    @Test
    void announcedInstanceIsFoundWithAllItsAttributes() {
        mine.register(PATH, MASTER);

        assertThat(theirs.find(PATH)).isEqualTo(new ClusterSnapshot(PATH, "4.2.0", List.of(MASTER)));
    }

    @Test
    void instancesAreSortedByTypeAndId() {
        mine.register(PATH, LIVY);
        mine.register(PATH, MASTER);

        assertThat(theirs.find(PATH).instances()).containsExactly(MASTER, LIVY);
    }

    @Test
    void laterAnnouncementOfTheSameIdReplacesTheEarlierOne() {
        ServiceInstance moved = new ServiceInstance(ServiceType.LIVY, "1", "http://127.0.0.1:9000", Map.of());
        mine.register(PATH, LIVY);

        mine.register(PATH, moved);

        await().untilAsserted(() -> assertThat(theirs.find(PATH).instances()).containsExactly(moved));
    }

    @Test
    void withdrawnInstanceIsNotFound() {
        Registration registration = mine.register(PATH, LIVY);

        registration.close();

        assertThat(theirs.find(PATH).isEmpty()).isTrue();
    }

    @Test
    void withdrawingIsIdempotent() {
        Registration registration = mine.register(PATH, LIVY);
        registration.close();

        registration.close();

        assertThat(theirs.find(PATH).isEmpty()).isTrue();
    }

    @Test
    void closingTheConnectionWithdrawsEverything() {
        mine.register(PATH, LIVY);

        mine.close();

        assertThat(theirs.find(PATH).isEmpty()).isTrue();
    }

    @Test
    void pathsAreIndependent() {
        mine.register(PATH, LIVY);

        assertThat(theirs.find(new DiscoveryPath("/test/other")).isEmpty()).isTrue();
    }

    @Test
    void awaitReturnsAtOnceWhenTheConditionHolds() {
        mine.register(PATH, LIVY);

        ClusterSnapshot found = theirs.await(PATH, c -> c.find(ServiceType.LIVY).isPresent(), NOW);

        assertThat(found.find(ServiceType.LIVY)).contains(LIVY);
    }

    @Test
    void awaitReportsWhatIsAnnouncedAfterTheLimit() {
        mine.register(PATH, LIVY);

        assertThatThrownBy(
                        () -> theirs.await(PATH, c -> c.find(ServiceType.MASTER).isPresent(), NOW))
                .isInstanceOf(DiscoveryException.class)
                .hasMessageContaining("/test/cluster")
                .hasMessageContaining("http://127.0.0.1:8998");
    }

    @Test
    void listenerGetsThePresentStateAndThenChanges() {
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
    void updatedAttributesReplaceTheOldOnes() {
        Registration registration = mine.register(PATH, MASTER);
        ServiceInstance leading = MASTER.with(ServiceInstance.STATUS, ServiceInstance.LEADING);

        registration.update(leading);

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(theirs.find(PATH).instances()).containsExactly(leading));
    }

    @Test
    void updatedInstanceIsWithdrawn() {
        Registration registration = mine.register(PATH, MASTER);
        registration.update(MASTER.with(ServiceInstance.STATUS, ServiceInstance.LEADING));

        registration.close();

        assertThat(theirs.find(PATH).isEmpty()).isTrue();
    }

    @Test
    void updateToAnotherInstanceIsRefused() {
        Registration registration = mine.register(PATH, MASTER);

        assertThatThrownBy(() -> registration.update(LIVY)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void exclusiveServiceIsGivenOnce() {
        mine.register(PATH, MASTER);
        mine.join(PATH, alone("the first launch", ServiceType.MASTER));

        assertThatThrownBy(() -> theirs.join(PATH, shared("the second launch", ServiceType.MASTER)))
                .isInstanceOf(PathInUseException.class)
                .hasMessageContaining("/test/cluster")
                .hasMessageContaining("the first launch")
                .hasMessageContaining("spark://127.0.0.1:7077");
    }

    @Test
    void sharedServiceCannotBeTakenExclusively() {
        mine.join(PATH, shared("the first launch", ServiceType.MASTER));

        assertThatThrownBy(() -> theirs.join(PATH, alone("the second launch", ServiceType.MASTER)))
                .isInstanceOfSatisfying(PathInUseException.class, e -> {
                    assertThat(e.holder()).isEqualTo("the first launch");
                    assertThat(e.services()).containsExactly(ServiceType.MASTER);
                });
    }

    @Test
    void launchesWithoutAClashAreMembersTogether() {
        ClusterMembership masters = mine.join(PATH, shared("the first launch", ServiceType.MASTER));
        ClusterMembership moreMasters = theirs.join(PATH, shared("the second launch", ServiceType.MASTER));
        ClusterMembership livy = theirs.join(PATH, alone("the third launch", ServiceType.LIVY));

        assertThat(List.of(masters, moreMasters, livy)).allMatch(ClusterMembership::isHeld);
    }

    @Test
    void memberKnowsWhetherItIsTheOnlyOne() {
        ClusterMembership first = mine.join(PATH, shared("the first launch", ServiceType.MASTER));
        assertThat(first.isOnly()).isTrue();

        theirs.join(PATH, shared("the second launch", ServiceType.WORKER));

        assertThat(first.isOnly()).isFalse();
    }

    @Test
    void clusterWithoutMastersHasNoLeader() {
        assertThat(mine.masterElection(PATH).leader()).isEmpty();
    }

    @Test
    void endedMembershipIsFreeForAnother() {
        mine.join(PATH, alone("the first launch", ServiceType.LIVY)).close();

        assertThat(theirs.join(PATH, alone("the second launch", ServiceType.LIVY))
                        .isHeld())
                .isTrue();
    }

    @Test
    void refusedLaunchDoesNotBlockOthers() {
        ClusterMembership first = mine.join(PATH, alone("the first launch", ServiceType.LIVY));
        assertThatThrownBy(() -> theirs.join(PATH, alone("the second launch", ServiceType.LIVY)));
        first.close();

        assertThat(mine.join(PATH, alone("the third launch", ServiceType.LIVY)).isHeld())
                .isTrue();
    }

    @Test
    void closedMembershipIsNotHeld() {
        ClusterMembership membership = mine.join(PATH, alone("the first launch", ServiceType.MASTER));

        membership.close();

        assertThat(membership.isHeld()).isFalse();
    }

    @Test
    void listHasAllUsedPathsBelowTheRoot() {
        DiscoveryPath deep = new DiscoveryPath("/test/team/deep");
        mine.register(PATH, LIVY);
        mine.join(deep, alone("a launch", ServiceType.MASTER));

        assertThat(theirs.list(new DiscoveryPath("/test"))).containsExactly(PATH, deep);
    }

    protected static MembershipSpec alone(String holder, ServiceType type) {
        return new MembershipSpec(holder, Set.of(type), Set.of());
    }

    protected static MembershipSpec shared(String holder, ServiceType type) {
        return new MembershipSpec(holder, Set.of(), Set.of(type));
    }

    @Test
    void closedConnectionIsReported() {
        mine.close();

        assertThatThrownBy(() -> mine.find(PATH))
                .isInstanceOf(DiscoveryException.class)
                .hasMessageContaining("closed");
    }
}
