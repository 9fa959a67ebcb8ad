package org.sparklaunch.launcher.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparklaunch.commands.CommandException;
import org.sparklaunch.discovery.DiscoveryPath;
import org.sparklaunch.discovery.Registration;
import org.sparklaunch.discovery.ServiceInstance;
import org.sparklaunch.discovery.ServiceType;
import org.sparklaunch.discovery.testing.InMemoryDiscovery;
import org.sparklaunch.launcher.state.StateFolder;

class DiscoveredMastersTest {
    private static final DiscoveryPath PATH = DiscoveryPath.DEFAULT;
    private static final Duration LIMIT = Duration.ofSeconds(5);

    @TempDir
    private Path dir;

    private final InMemoryDiscovery discovery = new InMemoryDiscovery();
    private StateFolder state;

    @BeforeEach
    void open() {
        state = StateFolder.open(dir.resolve("state"));
    }

    private Registration master(String host, String status) {
        return discovery.register(PATH, instance(host, status));
    }

    private static ServiceInstance instance(String host, String status) {
        Map<String, String> attributes = Map.of(
                ServiceInstance.STATUS,
                status,
                ServiceInstance.WEB_UI,
                "http://" + host + ":8080",
                ServiceInstance.VERSION,
                "4.2.0");
        return new ServiceInstance(
                ServiceType.MASTER, ServiceInstance.idOf(host, 7077), "spark://" + host + ":7077", attributes);
    }

    private String file(MasterAddresses masters) throws Exception {
        return Files.readString(Path.of(URI.create(masters.setting()))).strip();
    }

    @Test
    void fileNamesTheAnnouncedMasters() throws Exception {
        master("a", "leading");

        try (DiscoveredMasters masters = DiscoveredMasters.await(discovery, PATH, state, LIMIT)) {
            assertThat(masters.version()).isEqualTo("4.2.0");
            assertThat(masters.webUis()).containsExactly("http://a:8080");
            assertThat(file(masters)).isEqualTo("spark://a:7077");
        }
    }

    @Test
    void fileFollowsChangesOfMasters() throws Exception {
        Registration first = master("a", "leading");
        try (DiscoveredMasters masters = DiscoveredMasters.await(discovery, PATH, state, LIMIT)) {
            Registration second = master("b", "standby");
            assertThat(file(masters)).isEqualTo("spark://a:7077,b:7077");

            first.close();
            second.update(instance("b", "leading"));

            assertThat(file(masters)).isEqualTo("spark://b:7077");
            assertThat(masters.url()).isEqualTo("spark://b:7077");
        }
    }

    @Test
    void lastMastersStayWhileNoneIsAnnounced() throws Exception {
        Registration only = master("a", "leading");
        try (DiscoveredMasters masters = DiscoveredMasters.await(discovery, PATH, state, LIMIT)) {

            only.close();

            assertThat(masters.url()).isEqualTo("spark://a:7077");
            assertThat(file(masters)).isEqualTo("spark://a:7077");
        }
    }

    @Test
    void missingLeaderIsReportedAfterTheLimit() {
        master("a", "standby");

        assertThatThrownBy(() -> DiscoveredMasters.await(discovery, PATH, state, Duration.ofMillis(50)))
                .isInstanceOf(CommandException.class)
                .hasMessageContaining(PATH.value())
                .hasMessageContaining("--role master")
                .hasMessageContaining("--wait-timeout");
    }
}
