package org.sparklaunch.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.CuratorFrameworkFactory;
import org.apache.curator.framework.recipes.leader.LeaderLatch;
import org.apache.curator.retry.RetryOneTime;
import org.apache.curator.test.TestingServer;
import org.apache.zookeeper.CreateMode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ZooKeeperDiscoveryTest extends DiscoveryContract {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static TestingServer server;

    @BeforeAll
    static void startServer() throws Exception {
        server = new TestingServer();
    }

    @AfterAll
    static void stopServer() throws Exception {
        server.close();
    }

    @Override
    protected Discovery connect() {
        return ZooKeeperDiscovery.connect(server.getConnectString(), LIMIT);
    }

    @Test
    void recoveryDataIsRemovedCompletely() throws Exception {
        String kept = PATH.recovery() + "/master_status/worker_1";
        client().create().creatingParentsIfNeeded().forPath(kept);

        mine.masterElection(PATH).forget();

        assertThat(client().checkExists().forPath(PATH.recovery())).isNull();
        assertThat(theirs.list(new DiscoveryPath("/test"))).isEmpty();
    }

    @Test
    void absentRecoveryDataDoesNotFail() {
        mine.masterElection(new DiscoveryPath("/test/never")).forget();

        assertThat(mine.list(new DiscoveryPath("/test/never"))).isEmpty();
    }

    @Test
    void repeatedCreationLeavesOneMember() throws Exception {
        ClusterMembership membership = mine.join(PATH, alone("a launch", ServiceType.LIVY));
        String folder = new ClusterNodes(PATH).claims();
        String node = folder + "/" + client().getChildren().forPath(folder).get(0);
        client().create()
                .withMode(CreateMode.EPHEMERAL_SEQUENTIAL)
                .forPath(folder + "/launch-", client().getData().forPath(node));

        membership.close();

        assertThat(client().getChildren().forPath(folder)).isEmpty();
    }

    @Test
    void leadershipOfAnEndedMasterPassesToTheNext() throws Exception {
        String latch = PATH.recovery() + "/leader_election";
        try (CuratorFramework ended =
                        CuratorFrameworkFactory.newClient(server.getConnectString(), new RetryOneTime(1));
                LeaderLatch next = new LeaderLatch(client(), latch)) {
            ended.start();
            LeaderLatch first = new LeaderLatch(ended, latch);
            first.start();
            first.await();
            next.start();
            String leader = mine.masterElection(PATH).leader().orElseThrow();

            mine.masterElection(PATH).end(leader);

            assertThat(next.await(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
            assertThat(mine.masterElection(PATH).leader()).isPresent().isNotEqualTo(Optional.of(leader));
        }
    }

    private CuratorFramework client() {
        return ((ZooKeeperDiscovery) mine).connection().client();
    }

    @Test
    void serverThatDoesNotAnswerIsReportedWithinTheLimit() {
        assertThatThrownBy(() -> ZooKeeperDiscovery.connect("127.0.0.1:1", Duration.ofMillis(300)))
                .isInstanceOf(DiscoveryException.class)
                .hasMessageContaining("127.0.0.1:1")
                .hasMessageContaining("300 ms");
    }

    @Test
    void malformedAddressesAreRefused() {
        assertThatThrownBy(() -> ZooKeeperDiscovery.connect("host:port", LIMIT))
                .isInstanceOf(DiscoveryException.class)
                .hasMessageContaining("host:port");
    }
}
