package org.sparklaunch.launcher.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.ZooDefs;
import org.apache.zookeeper.ZooKeeper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparklaunch.authentication.accounts.PortGuard;
import org.sparklaunch.discovery.ClusterMembership;
import org.sparklaunch.discovery.Discovery;
import org.sparklaunch.discovery.DiscoveryPath;
import org.sparklaunch.discovery.MembershipSpec;
import org.sparklaunch.discovery.ServiceInstance;
import org.sparklaunch.discovery.ServiceType;
import org.sparklaunch.discovery.ZooKeeperDiscovery;
import org.sparklaunch.launcher.state.EmbeddedZooKeeper;
import org.sparklaunch.launcher.state.StateFolder;

class MasterElectionMemberTest {
    private static final DiscoveryPath PATH = DiscoveryPath.DEFAULT;
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final ServiceInstance MASTER = new ServiceInstance(ServiceType.MASTER, "m-1", "spark://m:1");

    @TempDir
    private Path dir;

    private final List<String> progress = new ArrayList<>();
    private EmbeddedZooKeeper server;
    private Discovery discovery;
    private ClusterMembership membership;
    private ZooKeeper spark;

    @BeforeEach
    void open() throws Exception {
        server = EmbeddedZooKeeper.start(StateFolder.open(dir.resolve("state")), PortGuard.everyone());
        discovery = ZooKeeperDiscovery.connect(server.address(), LIMIT);
        membership = discovery.join(PATH, new MembershipSpec("test", Set.of(), Set.of(ServiceType.MASTER)));
        spark = new ZooKeeper(server.address(), Math.toIntExact(LIMIT.toMillis()), event -> {});
    }

    @AfterEach
    void close() throws Exception {
        spark.close();
        discovery.close();
        server.close();
    }

    /** What a master of Spark that leads has written. */
    private String lead() throws Exception {
        create(PATH.recovery(), CreateMode.PERSISTENT);
        create(PATH.recovery() + "/leader_election", CreateMode.PERSISTENT);
        return create(PATH.recovery() + "/leader_election/_c_random-latch-", CreateMode.EPHEMERAL_SEQUENTIAL);
    }

    private String create(String path, CreateMode mode) throws Exception {
        return spark.create(path, new byte[0], ZooDefs.Ids.OPEN_ACL_UNSAFE, mode);
    }

    private boolean exists(String path) throws Exception {
        int slash = path.lastIndexOf('/');
        return spark.getChildren(path.substring(0, slash), false).contains(path.substring(slash + 1));
    }

    private MasterElectionMember member() {
        return MasterElectionMember.join(discovery, PATH, membership, progress::add);
    }

    @Test
    void dataOfAnEarlierClusterIsRemoved() throws Exception {
        lead();

        member();

        assertThat(exists(PATH.recovery())).isFalse();
    }

    @Test
    void dataOfARunningClusterIsKept() throws Exception {
        lead();
        discovery.register(PATH, new ServiceInstance(ServiceType.WORKER, "w-1", "w:1"));

        member();

        assertThat(exists(PATH.recovery())).isTrue();
    }

    @Test
    void leadingMasterIsAnnouncedAsLeader() throws Exception {
        MasterElectionMember member = member();
        lead();

        assertThat(member.refresh(MASTER, Optional.of(true)).attributes()).containsEntry("status", "leading");
        assertThat(member.refresh(MASTER, Optional.of(false)).attributes()).containsEntry("status", "standby");
        assertThat(member.refresh(MASTER, Optional.empty())).isEqualTo(MASTER);
    }

    @Test
    void leadershipOfAnEndedMasterIsEnded() throws Exception {
        MasterElectionMember member = member();
        String node = lead();
        member.refresh(MASTER, Optional.of(true));

        assertThat(member.mayStart()).isTrue();

        assertThat(exists(node)).isFalse();
    }

    @Test
    void leadershipOfAnotherMasterIsKept() throws Exception {
        MasterElectionMember member = member();
        String node = lead();
        member.refresh(MASTER, Optional.of(false));

        member.mayStart();

        assertThat(exists(node)).isTrue();
    }

    @Test
    void lastMemberRemovesAllData() throws Exception {
        MasterElectionMember member = member();
        lead();
        member.refresh(MASTER, Optional.of(true));

        member.close();

        assertThat(exists(PATH.recovery())).isFalse();
        assertThat(progress).isEmpty();
    }
}
