package org.sparklaunch.querytracker.livy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
    private final DiscoveredLivy directory = directory(Optional.empty(), Set.of());

    private DiscoveredLivy directory(Optional<URI> own, Set<String> others) {
        return new DiscoveredLivy(
                discovery,
                new KnownClusters(PATH, own, others),
                new LivyCredentials(ServiceKey.of("key"), false),
                TrustedCertificates.context(List.of()));
    }

    @Test
    void findsTheAnnouncedServer() {
        discovery.register(PATH, new ServiceInstance(ServiceType.LIVY, "1", "http://127.0.0.1:8998"));

        assertThat(directory.find(PATH).address()).isEqualTo(URI.create("http://127.0.0.1:8998"));
    }

    @Test
    void serverOfTheOwnLaunchIsNotTakenFromDiscovery() {
        discovery.register(PATH, new ServiceInstance(ServiceType.LIVY, "1", "http://evil.example:1"));
        URI own = URI.create("http://127.0.0.1:8998");

        assertThat(directory(Optional.of(own), Set.of()).find(PATH).address()).isEqualTo(own);
    }

    @Test
    void otherClusterMustBeListed() {
        DiscoveryPath other = new DiscoveryPath("/spark-launch/other");
        discovery.register(other, new ServiceInstance(ServiceType.LIVY, "1", "http://127.0.0.1:9000"));

        assertThatThrownBy(() -> directory.find(other))
                .hasMessageContaining("/spark-launch/other")
                .hasMessageContaining("--other-cluster");
        for (String listed : List.of("/spark-launch/other", "/spark-launch/*")) {
            assertThat(directory(Optional.empty(), Set.of(listed)).find(other).address())
                    .isEqualTo(URI.create("http://127.0.0.1:9000"));
        }
        assertThatThrownBy(() ->
                        directory(Optional.empty(), Set.of("/spark-launch/ot")).find(other))
                .isInstanceOf(LivyException.class);
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
