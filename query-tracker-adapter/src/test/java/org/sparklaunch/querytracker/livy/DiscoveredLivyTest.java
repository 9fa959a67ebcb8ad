package org.sparklaunch.querytracker.livy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sparklaunch.authentication.ServiceKey;
import org.sparklaunch.authentication.tls.TrustedCertificates;
import org.sparklaunch.discovery.DiscoveryPath;
import org.sparklaunch.discovery.ServiceInstance;
import org.sparklaunch.discovery.ServiceType;
import org.sparklaunch.discovery.testing.InMemoryDiscovery;

class DiscoveredLivyTest {
    private static final DiscoveryPath PATH = DiscoveryPath.DEFAULT;

    private final InMemoryDiscovery discovery = new InMemoryDiscovery();
    private final DiscoveredLivy directory = new DiscoveredLivy(
            discovery, new LivyCredentials(ServiceKey.of("key"), false), TrustedCertificates.context(List.of()));

    @Test
    void findsTheAnnouncedServer() {
        discovery.register(PATH, new ServiceInstance(ServiceType.LIVY, "1", "http://127.0.0.1:8998"));

        assertThat(directory.find(PATH).address()).isEqualTo(URI.create("http://127.0.0.1:8998"));
    }

    @Test
    void oneClientPerAddressIsKept() {
        discovery.register(PATH, new ServiceInstance(ServiceType.LIVY, "1", "http://127.0.0.1:8998"));

        assertThat(directory.find(PATH)).isSameAs(directory.find(PATH));
    }

    @Test
    void emptyPathIsNamed() {
        assertThatThrownBy(() -> directory.find(PATH)).hasMessageContaining("no cluster is announced under " + PATH);
    }

    @Test
    void clusterWithoutLivyIsReported() {
        discovery.register(PATH, new ServiceInstance(ServiceType.WORKER, "1", "127.0.0.1:7078"));

        assertThatThrownBy(() -> directory.find(PATH)).hasMessageContaining("announces no Livy server");
    }
}
