package org.sparklaunch.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClusterSnapshotTest {
    private static final DiscoveryPath PATH = new DiscoveryPath("/spark-launch/default");

    @Test
    void carriesTheVersionOfItsMaster() {
        ServiceInstance livy = new ServiceInstance(ServiceType.LIVY, "livy", "http://h:1", Map.of());
        ServiceInstance master = new ServiceInstance(
                ServiceType.MASTER, "master", "spark://h:2", Map.of(ServiceInstance.VERSION, "4.2.0"));

        ClusterSnapshot snapshot = ClusterSnapshot.of(PATH, List.of(livy, master));

        assertThat(snapshot.version()).isEqualTo("4.2.0");
    }

    @Test
    void hasNoVersionWhileItsMasterSaysNone() {
        ServiceInstance master = new ServiceInstance(ServiceType.MASTER, "master", "spark://h:2", Map.of());

        assertThat(ClusterSnapshot.of(PATH, List.of(master)).version()).isNull();
    }
}
