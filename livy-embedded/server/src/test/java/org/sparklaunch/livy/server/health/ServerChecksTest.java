package org.sparklaunch.livy.server.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparklaunch.livy.server.pool.PoolStatus;
import org.sparklaunch.livy.server.testing.HandClock;

class ServerChecksTest {
    @TempDir
    Path folder;

    private static Optional<String> trouble(HealthCheck check) {
        return check.trouble().get();
    }

    private static ServerSocket listening() throws IOException {
        return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = listening()) {
            return socket.getLocalPort();
        }
    }

    @Test
    void listeningPortIsHealthy() throws IOException {
        try (ServerSocket port = listening()) {
            assertThat(trouble(ServerChecks.driverPort((InetSocketAddress) port.getLocalSocketAddress())))
                    .isEmpty();
        }
    }

    @Test
    void closedPortIsReported() throws IOException {
        int port = freePort();

        assertThat(trouble(ServerChecks.driverPort(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))))
                .hasValueSatisfying(words -> assertThat(words).contains("port " + port));
    }

    @Test
    void writableFolderIsHealthyAndStaysEmpty() {
        assertThat(trouble(ServerChecks.stateFolder(folder))).isEmpty();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void missingFolderIsReported() {
        Path gone = folder.resolve("gone");

        assertThat(trouble(ServerChecks.stateFolder(gone)))
                .hasValueSatisfying(words -> assertThat(words)
                        .contains("cannot write to the state folder")
                        .doesNotContain(folder.toString()));
        assertThat(trouble(ServerChecks.disk(gone))).isPresent();
    }

    @Test
    void repeatedFailuresOfWarmDriversAreReported() {
        assertThat(trouble(ServerChecks.warmPool(() -> new PoolStatus(1, 0, 0, 0, 0, 3))))
                .hasValueSatisfying(words -> assertThat(words).contains("3 warm drivers in a row"));
        assertThat(trouble(ServerChecks.warmPool(() -> new PoolStatus(1, 0, 1, 0, 0, 2))))
                .isEmpty();
        assertThat(trouble(ServerChecks.warmPool(() -> new PoolStatus(0, 0, 0, 0, 0, 3))))
                .isEmpty();
    }

    @Test
    void oneMasterOfSeveralIsEnough() throws IOException {
        try (ServerSocket port = listening()) {
            String masters = "spark://127.0.0.1:" + freePort() + ",127.0.0.1:" + port.getLocalPort();

            assertThat(trouble(ServerChecks.master(() -> masters))).isEmpty();
        }
        assertThat(trouble(ServerChecks.master(() -> "local[2]"))).isEmpty();
    }

    @Test
    void unreachableMastersAreReported() throws IOException {
        String master = "spark://127.0.0.1:" + freePort();

        assertThat(trouble(ServerChecks.master(() -> master)))
                .hasValueSatisfying(words -> assertThat(words).contains(master));
    }

    @Test
    void goodResultIsKeptForASecondAndBadOneIsCheckedAgain() {
        HandClock clock = new HandClock();
        AtomicInteger asked = new AtomicInteger();
        Health health = new Health(
                List.of(new HealthCheck(
                        "x", () -> asked.incrementAndGet() == 2 ? Optional.of("bad") : Optional.empty())),
                clock);

        assertThat(health.now().isGood()).isTrue();
        health.now();
        assertThat(asked).hasValue(1);
        clock.turn(Duration.ofSeconds(1));
        assertThat(health.now().checks()).containsEntry("x", "bad");
        assertThat(health.now().isGood()).isTrue();
    }
}
