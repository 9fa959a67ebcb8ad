package org.sparklaunch.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.CuratorFrameworkFactory;
import org.apache.curator.retry.RetryOneTime;
import org.apache.curator.test.TestingServer;
import org.apache.zookeeper.KeeperException.NoAuthException;
import org.apache.zookeeper.ZooDefs.Ids;
import org.apache.zookeeper.ZooDefs.Perms;
import org.apache.zookeeper.data.ACL;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A cluster with credentials, beside a client without them and with wrong ones. */
class ZooKeeperAclTest {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final DiscoveryPath PATH = new DiscoveryPath("/spark-launch/default");
    private static final ZooKeeperCredentials OURS = new ZooKeeperCredentials("spark-launch", "ours");
    private static final byte[] FOREIGN = "{}".getBytes(StandardCharsets.UTF_8);
    private static final ServiceInstance LIVY =
            new ServiceInstance(ServiceType.LIVY, "1", "http://127.0.0.1:8998", Map.of());

    private TestingServer server;
    private CuratorFramework stranger;

    @BeforeEach
    void start() throws Exception {
        server = new TestingServer();
        stranger = client("");
    }

    @AfterEach
    void end() throws Exception {
        stranger.close();
        server.close();
    }

    private CuratorFramework client(String credentials) {
        CuratorFrameworkFactory.Builder builder = CuratorFrameworkFactory.builder()
                .connectString(server.getConnectString())
                .retryPolicy(new RetryOneTime(100));
        if (!credentials.isEmpty()) {
            builder.authorization("digest", credentials.getBytes(StandardCharsets.UTF_8));
        }
        CuratorFramework client = builder.build();
        client.start();
        return client;
    }

    private Discovery connect(boolean ownsServer) {
        return ZooKeeperDiscovery.connect(
                server.getConnectString(), LIMIT, new ZooKeeperDiscovery.Writer(OURS, PATH, ownsServer));
    }

    private static MembershipSpec alone() {
        return new MembershipSpec("us", Set.of(ServiceType.LIVY), Set.of());
    }

    private static String only(CuratorFramework client, String folder) throws Exception {
        return folder + "/" + client.getChildren().forPath(folder).get(0);
    }

    @Test
    void everyoneReadsAndOnlyTheHoldersOfTheCredentialsWrite() throws Exception {
        try (Discovery ours = connect(false);
                Discovery reader = ZooKeeperDiscovery.connect(server.getConnectString(), LIMIT);
                CuratorFramework wrong = client("spark-launch:wrong")) {
            ours.join(PATH, alone());
            ours.register(PATH, LIVY);
            ClusterNodes nodes = new ClusterNodes(PATH);
            List<String> both = List.of(only(stranger, nodes.claims()), only(stranger, nodes.services()));

            assertThat(reader.find(PATH).find(ServiceType.LIVY)).contains(LIVY);
            for (CuratorFramework foreign : List.of(stranger, wrong)) {
                for (String node : both) {
                    assertThatThrownBy(() -> foreign.setData().forPath(node, FOREIGN))
                            .isInstanceOf(NoAuthException.class);
                    assertThatThrownBy(() -> foreign.delete().forPath(node)).isInstanceOf(NoAuthException.class);
                    assertThatThrownBy(() -> foreign.setACL()
                                    .withACL(Ids.OPEN_ACL_UNSAFE)
                                    .forPath(node))
                            .isInstanceOf(NoAuthException.class);
                }
                assertThatThrownBy(() -> foreign.create().forPath(nodes.services() + "/livy-2", FOREIGN))
                        .isInstanceOf(NoAuthException.class);
                assertThatThrownBy(() -> foreign.create().forPath(nodes.claims() + "/launch-0", FOREIGN))
                        .isInstanceOf(NoAuthException.class);
                assertThatThrownBy(() -> foreign.create().forPath(PATH + "/other", FOREIGN))
                        .isInstanceOf(NoAuthException.class);
            }
        }
    }

    @Test
    void serverOfALaunchIsClosedAboveItsPathToo() throws Exception {
        try (Discovery ours = connect(true)) {
            ours.register(PATH, LIVY);

            for (String node : List.of("/x", "/spark-launch/evil", "/zookeeper/x")) {
                assertThatThrownBy(() -> stranger.create().forPath(node)).isInstanceOf(NoAuthException.class);
            }
        }
    }

    @Test
    void nodesThatAStrangerMadeBeforeTheLaunchAreRemoved() throws Exception {
        ClusterNodes nodes = new ClusterNodes(PATH);
        List<ACL> own = List.of(new ACL(Perms.ALL, Ids.AUTH_IDS), new ACL(Perms.READ, Ids.ANYONE_ID_UNSAFE));
        try (CuratorFramework foreign = client("evil:evil")) {
            for (String node : List.of(nodes.services() + "/livy-9", nodes.claims() + "/launch-0")) {
                foreign.create().creatingParentsIfNeeded().withACL(own).forPath(node, FOREIGN);
            }

            try (Discovery ours = connect(false)) {
                ours.register(PATH, LIVY);

                assertThat(stranger.getChildren().forPath(nodes.services())).containsExactly("livy-1");
                assertThat(stranger.getChildren().forPath(nodes.claims())).isEmpty();
            }
        }
    }

    @Test
    void secondLaunchOfAClusterKeepsTheNodesOfTheFirst() throws Exception {
        try (Discovery first = connect(false)) {
            first.join(PATH, new MembershipSpec("us", Set.of(ServiceType.MASTER), Set.of()));
            first.register(PATH, LIVY);
            try (Discovery second = connect(false)) {
                assertThat(second.find(PATH).find(ServiceType.LIVY)).contains(LIVY);
                assertThat(stranger.getChildren().forPath(new ClusterNodes(PATH).claims()))
                        .hasSize(1);
            }
        }
    }

    @Test
    void nodesOfOtherCredentialsAreReported() throws Exception {
        var theirs = new ZooKeeperDiscovery.Writer(new ZooKeeperCredentials("spark-launch", "theirs"), PATH, false);
        try (Discovery ours = connect(false);
                Discovery other = ZooKeeperDiscovery.connect(server.getConnectString(), LIMIT, theirs)) {
            ours.join(PATH, new MembershipSpec("us", Set.of(ServiceType.MASTER), Set.of()));

            assertThatThrownBy(() -> other.join(PATH, alone()))
                    .isInstanceOf(DiscoveryException.class)
                    .hasMessageContaining("belongs to other credentials");
        }
    }

    @Test
    void mastersWithoutCredentialsWriteTheirRecoveryData() throws Exception {
        try (Discovery ours = connect(true)) {
            ours.masterElection(PATH).admitMasters();

            stranger.create().forPath(PATH.recovery() + "/leader_election");
            ours.masterElection(PATH).forget();

            assertThat(stranger.checkExists().forPath(PATH.recovery())).isNull();
        }
    }

    @Test
    void deletedAndOverwrittenNodesComeBack() throws Exception {
        try (Discovery open = ZooKeeperDiscovery.connect(server.getConnectString(), LIMIT)) {
            ClusterMembership membership = open.join(PATH, alone());
            Registration registration = open.register(PATH, LIVY);
            ClusterNodes nodes = new ClusterNodes(PATH);
            byte[] claim = stranger.getData().forPath(only(stranger, nodes.claims()));

            stranger.setData().forPath(only(stranger, nodes.services()), FOREIGN);
            stranger.setData().forPath(only(stranger, nodes.claims()), FOREIGN);
            awaitRestored(open, membership, registration, claim);

            stranger.delete().forPath(only(stranger, nodes.services()));
            stranger.delete().forPath(only(stranger, nodes.claims()));
            awaitRestored(open, membership, registration, claim);
            assertThat(membership.isHeld()).isTrue();
            assertThat(membership.isOnly()).isTrue();
        }
    }

    private void awaitRestored(Discovery open, ClusterMembership membership, Registration registration, byte[] claim) {
        await().atMost(LIMIT).ignoreExceptions().untilAsserted(() -> {
            membership.restore();
            registration.restore();
            assertThat(open.find(PATH).instances()).containsExactly(LIVY);
            String folder = new ClusterNodes(PATH).claims();
            assertThat(stranger.getChildren().forPath(folder)).hasSize(1);
            assertThat(stranger.getData().forPath(only(stranger, folder))).isEqualTo(claim);
        });
    }
}
