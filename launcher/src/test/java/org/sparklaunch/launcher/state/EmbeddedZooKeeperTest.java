package org.sparklaunch.launcher.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparklaunch.authentication.accounts.PortGuard;
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
        try (EmbeddedZooKeeper server = EmbeddedZooKeeper.start(state, PortGuard.everyone())) {
            assertThat(state.read("zookeeper.address")).contains(server.address() + "\n");
        }
        assertThat(state.read("zookeeper.address")).isEmpty();
    }

    @Test
    void membershipOfAKilledLaunchEndsAtTheNextStart() throws Exception {
        StateFolder state = StateFolder.open(dir.resolve("state"));
        EmbeddedZooKeeper killed = EmbeddedZooKeeper.start(state, PortGuard.everyone());
        Discovery orphan = ZooKeeperDiscovery.connect(killed.address(), LIMIT);
        orphan.join(DiscoveryPath.DEFAULT, wholeClusterOf("killed"));
        killed.close(); // The session was not ended, so its membership is on disk, as after a kill.

        try (EmbeddedZooKeeper server = EmbeddedZooKeeper.start(state, PortGuard.everyone());
                Discovery next = ZooKeeperDiscovery.connect(server.address(), LIMIT)) {
            assertThat(next.join(DiscoveryPath.DEFAULT, wholeClusterOf("next")).isHeld())
                    .isTrue();
        }
        orphan.close();
    }

    @Test
    void otherAccountIsServedOnlyByALaunchThatServesOthers() throws Exception {
        Assumptions.assumeTrue("root".equals(System.getProperty("user.name")), "only root can become another account");
        StateFolder state = StateFolder.open(dir.resolve("state"));
        try (EmbeddedZooKeeper server = EmbeddedZooKeeper.start(state, PortGuard.ofOwnAccount("ZooKeeper"));
                Discovery own = ZooKeeperDiscovery.connect(server.address(), LIMIT)) {
            assertThat(own.join(DiscoveryPath.DEFAULT, wholeClusterOf("own")).isHeld())
                    .isTrue();
            assertThat(statusForAnotherAccount(server)).isEmpty();
        }
        try (EmbeddedZooKeeper server = EmbeddedZooKeeper.start(state, PortGuard.everyone())) {
            assertThat(statusForAnotherAccount(server)).contains("Zookeeper version");
        }
    }

    private static String statusForAnotherAccount(EmbeddedZooKeeper server) throws Exception {
        String target = "/dev/tcp/" + server.address().replace(':', '/');
        Process client = new ProcessBuilder(
                        "setpriv",
                        "--reuid=64321",
                        "--clear-groups",
                        "timeout",
                        "20",
                        "bash",
                        "-c",
                        "exec 3<>" + target + "; echo srvr >&3; cat <&3")
                .start();
        return new String(client.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    }

    private static MembershipSpec wholeClusterOf(String holder) {
        return new MembershipSpec(holder, Set.of(ServiceType.MASTER), Set.of());
    }
}
