package org.sparklaunch.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.state.ConnectionState;
import org.apache.curator.test.InstanceSpec;
import org.apache.curator.test.TestingServer;
import org.apache.zookeeper.data.Stat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Restarts, expired sessions and partitions: announcements are renewed, and nothing stale remains. */
class ZooKeeperFailureTest {
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
    void announcementIsRenewedAfterTheSessionExpired() throws Exception {
        mine.register(PATH, LIVY);
        long expired = owner(LIVY);

        expireSession(mine);

        await("the node of a new session").atMost(LIMIT).ignoreExceptions().until(() -> owner(LIVY) != expired);
        assertThat(theirs.find(PATH).instances()).containsExactly(LIVY);
    }

    @Test
    void changedAttributesAreAnnouncedAfterTheSessionExpired() throws Exception {
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
    void membershipIsRenewedAfterTheSessionExpired() throws Exception {
        ClusterMembership membership = mine.join(PATH, FIRST);

        expireSession(mine);

        await().atMost(LIMIT).untilAsserted(() -> assertThat(theirs.list(PATH)).containsExactly(PATH));
        assertThat(membership.isHeld()).isTrue();
    }

    @Test
    void announcementSurvivesARestartOfTheServer() throws Exception {
        mine.register(PATH, LIVY);

        server.restart();

        await().atMost(LIMIT)
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(theirs.find(PATH).instances()).containsExactly(LIVY));
    }

    @Test
    void disconnectedInstanceDisappearsAndReturnsByItself() {
        mine.register(PATH, WORKER);

        network.cut();
        awaitNothing();
        network.mend();

        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(theirs.find(PATH).instances()).containsExactly(WORKER));
    }

    @Test
    void instanceWithdrawnWhileDisconnectedDoesNotReturn() {
        Registration registration = mine.register(PATH, WORKER);
        mine.register(PATH, LIVY);
        network.cut();
        awaitNothing();

        registration.close();
        network.mend();

        // Both would be renewed in the same way: the one that returns shows that the other would have returned too.
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(theirs.find(PATH).instances()).containsExactly(LIVY));
    }

    @Test
    void watchNoticesAnEndDuringADisconnection() {
        List<ClusterSnapshot> seen = new CopyOnWriteArrayList<>();
        Registration registration = theirs.register(PATH, LIVY);
        mine.watch(PATH, seen::add);
        await().atMost(LIMIT).until(() -> !seen.isEmpty() && !last(seen).isEmpty());
        network.cut();

        registration.close();
        theirs.register(PATH, WORKER);
        network.mend();

        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(last(seen).instances()).containsExactly(WORKER));
    }

    @Test
    void disconnectedMemberLosesWhatAnotherTookInBetween() {
        ClusterMembership lost = mine.join(PATH, FIRST);
        network.cut();
        ClusterMembership taken = await().atMost(LIMIT)
                .ignoreExceptionsInstanceOf(PathInUseException.class)
                .until(() -> theirs.join(PATH, SECOND), membership -> true);

        network.mend();

        await().atMost(LIMIT).until(() -> !lost.isHeld());
        assertThat(taken.isHeld()).isTrue();
    }

    @Test
    void membershipSurvivesARestartOfTheServer() throws Exception {
        ClusterMembership first = mine.join(PATH, FIRST);
        ClusterMembership worker =
                theirs.join(PATH, new MembershipSpec("a worker", Set.of(), Set.of(ServiceType.WORKER)));

        CountDownLatch reconnected = new CountDownLatch(2);
        countReconnections(mine, reconnected);
        countReconnections(theirs, reconnected);

        server.restart();

        assertThat(reconnected.await(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        joinRepairs();
        assertThat(first.isHeld()).isTrue();
        assertThat(worker.isHeld()).isTrue();
    }

    /** The listener comes after that of a membership, whose repair has started by then. */
    private static void countReconnections(Discovery discovery, CountDownLatch reconnected) {
        client(discovery).getConnectionStateListenable().addListener((client, state) -> {
            if (state == ConnectionState.RECONNECTED) {
                reconnected.countDown();
            }
        });
    }

    private static void joinRepairs() throws InterruptedException {
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().equals("discovery-membership-repair")) {
                thread.join(LIMIT.toMillis());
            }
        }
    }

    private static CuratorFramework client(Discovery discovery) {
        return ((ZooKeeperDiscovery) discovery).connection().client();
    }

    /** Returns the session that the node of an announcement belongs to. */
    private long owner(ServiceInstance instance) throws Exception {
        String node = new ClusterNodes(PATH).service(instance);
        Stat stat = client(theirs).checkExists().forPath(node);
        return stat.getEphemeralOwner();
    }

    private void awaitNothing() {
        await("the session's end").atMost(LIMIT).until(() -> theirs.find(PATH).isEmpty());
    }

    private static ClusterSnapshot last(List<ClusterSnapshot> seen) {
        return seen.get(seen.size() - 1);
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
