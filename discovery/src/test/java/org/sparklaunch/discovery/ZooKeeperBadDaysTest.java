package org.sparklaunch.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.curator.test.InstanceSpec;
import org.apache.curator.test.TestingServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Restarts, expired sessions and partitions: everything comes back by itself, and nothing stale stays. */
class ZooKeeperBadDaysTest {
    private static final DiscoveryPath PATH = new DiscoveryPath("/test/cluster");
    private static final ServiceInstance LIVY = new ServiceInstance(ServiceType.LIVY, "1", "http://127.0.0.1:8998");
    private static final ServiceInstance WORKER = new ServiceInstance(ServiceType.WORKER, "1", "127.0.0.1:7178");
    private static final MembershipSpec FIRST =
            new MembershipSpec("the first launch", Set.of(ServiceType.LIVY), Set.of());
    private static final MembershipSpec SECOND =
            new MembershipSpec("the second launch", Set.of(ServiceType.LIVY), Set.of());
    private static final Duration LIMIT = Duration.ofSeconds(15);
    /** The server grants less than clients ask for, so that sessions of the cut off end soon. */
    private static final Map<String, Object> SHORT_SESSIONS =
            Map.of("minSessionTimeout", "500", "maxSessionTimeout", "1500");

    private TestingServer server;
    private CuttableProxy network;
    private Discovery mine;
    private Discovery theirs;

    @BeforeEach
    void start() throws Exception {
        server = new TestingServer(new InstanceSpec(null, -1, -1, -1, true, -1, 100, 100, SHORT_SESSIONS), true);
        network = new CuttableProxy(server.getPort());
        mine = ZooKeeperDiscovery.connect(network.address(), LIMIT);
        theirs = ZooKeeperDiscovery.connect(server.getConnectString(), LIMIT);
    }

    @AfterEach
    void stop() throws Exception {
        network.mend();
        mine.close();
        theirs.close();
        network.close();
        server.close();
    }

    @Test
    void anAnnouncementComesBackAfterTheSessionExpired() throws Exception {
        mine.register(PATH, LIVY);

        expireSession(mine);

        await().during(Duration.ofMillis(500))
                .atMost(LIMIT)
                .untilAsserted(() -> assertThat(theirs.find(PATH).instances()).containsExactly(LIVY));
    }

    @Test
    void factsThatChangedMeanwhileComeBackChanged() throws Exception {
        Registration registration = mine.register(PATH, WORKER);
        network.cut();
        awaitNothing();
        ServiceInstance changed = WORKER.with(ServiceInstance.WEB_UI, "http://127.0.0.1:8081");

        registration.update(changed);
        network.mend();

        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(theirs.find(PATH).instances()).containsExactly(changed));
    }

    @Test
    void aClaimIsMadeAgainAfterTheSessionExpired() throws Exception {
        ClusterMembership claim = mine.claim(PATH, FIRST);

        expireSession(mine);

        await().atMost(LIMIT).untilAsserted(() -> assertThat(theirs.list(PATH)).containsExactly(PATH));
        assertThat(claim.isHeld()).isTrue();
    }

    @Test
    void anAnnouncementSurvivesARestartOfTheServer() throws Exception {
        mine.register(PATH, LIVY);

        server.restart();

        await().atMost(LIMIT)
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(theirs.find(PATH).instances()).containsExactly(LIVY));
    }

    @Test
    void whoIsCutOffIsNotFoundAnyMoreAndComesBackByItself() {
        mine.register(PATH, WORKER);

        network.cut();
        awaitNothing();
        network.mend();

        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(theirs.find(PATH).instances()).containsExactly(WORKER));
    }

    @Test
    void whoWasWithdrawnWhileCutOffDoesNotComeBack() {
        Registration registration = mine.register(PATH, WORKER);
        network.cut();

        registration.close();
        network.mend();

        await().during(Duration.ofSeconds(1))
                .atMost(LIMIT)
                .untilAsserted(() -> assertThat(theirs.find(PATH).isEmpty()).isTrue());
    }

    @Test
    void aWatchForgetsWhoEndedWhileItWasCutOff() {
        List<ClusterSnapshot> heard = new CopyOnWriteArrayList<>();
        Registration registration = theirs.register(PATH, LIVY);
        mine.watch(PATH, heard::add);
        await().atMost(LIMIT).until(() -> !heard.isEmpty() && !last(heard).isEmpty());
        network.cut();

        registration.close();
        theirs.register(PATH, WORKER);
        network.mend();

        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(last(heard).instances()).containsExactly(WORKER));
    }

    @Test
    void whoWasCutOffLosesWhatAnotherTookMeanwhile() {
        ClusterMembership lost = mine.claim(PATH, FIRST);
        network.cut();
        ClusterMembership taken = await().atMost(LIMIT)
                .ignoreExceptionsInstanceOf(PathInUseException.class)
                .until(() -> theirs.claim(PATH, SECOND), claim -> true);

        network.mend();

        await().atMost(LIMIT).until(() -> !lost.isHeld());
        assertThat(taken.isHeld()).isTrue();
    }

    @Test
    void membersStayMembersOverARestartOfTheServer() throws Exception {
        ClusterMembership first = mine.claim(PATH, FIRST);
        ClusterMembership worker =
                theirs.claim(PATH, new MembershipSpec("a worker", Set.of(), Set.of(ServiceType.WORKER)));

        server.restart();

        await().during(Duration.ofSeconds(2)).atMost(LIMIT).until(() -> first.isHeld() && worker.isHeld());
    }

    private void awaitNothing() {
        await("the session's end").atMost(LIMIT).until(() -> theirs.find(PATH).isEmpty());
    }

    private static ClusterSnapshot last(List<ClusterSnapshot> heard) {
        return heard.get(heard.size() - 1);
    }

    private static void expireSession(Discovery discovery) throws Exception {
        ((ZooKeeperDiscovery) discovery)
                .connection()
                .client()
                .getZookeeperClient()
                .getZooKeeper()
                .getTestable()
                .injectSessionExpiration();
    }
}
