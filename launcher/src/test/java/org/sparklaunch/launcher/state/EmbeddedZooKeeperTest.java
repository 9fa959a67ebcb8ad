package org.sparklaunch.launcher.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparklaunch.discovery.Discovery;
import org.sparklaunch.discovery.DiscoveryPath;
import org.sparklaunch.discovery.MembershipSpec;
import org.sparklaunch.discovery.ServiceType;
import org.sparklaunch.discovery.ZooKeeperDiscovery;

class EmbeddedZooKeeperTest {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    @TempDir
    private Path dir;

    @Test
    void stateFolderHasTheAddressWhileTheServerRuns() throws Exception {
        StateFolder state = StateFolder.open(dir.resolve("state"));
        try (EmbeddedZooKeeper server = EmbeddedZooKeeper.start(state)) {
            assertThat(state.read("zookeeper.address")).contains(server.address() + "\n");
        }
        assertThat(state.read("zookeeper.address")).isEmpty();
    }

    @Test
    void membershipOfAKilledLaunchEndsAtTheNextStart() throws Exception {
        StateFolder state = StateFolder.open(dir.resolve("state"));
        EmbeddedZooKeeper killed = EmbeddedZooKeeper.start(state);
        Discovery orphan = ZooKeeperDiscovery.connect(killed.address(), LIMIT);
        orphan.join(DiscoveryPath.DEFAULT, wholeClusterOf("killed"));
        killed.close(); // The session was not ended, so its membership is on disk, as after a kill.

        try (EmbeddedZooKeeper server = EmbeddedZooKeeper.start(state);
                Discovery next = ZooKeeperDiscovery.connect(server.address(), LIMIT)) {
            assertThat(next.join(DiscoveryPath.DEFAULT, wholeClusterOf("next")).isHeld())
                    .isTrue();
        }
        orphan.close();
    }

    private static MembershipSpec wholeClusterOf(String holder) {
        return new MembershipSpec(holder, Set.of(ServiceType.MASTER), Set.of());
    }
}
