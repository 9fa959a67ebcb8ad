package org.sparklaunch.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClusterSnapshotTest {
    private static final DiscoveryPath PATH = new DiscoveryPath("/spark-launch/default");

    @Test
    void versionIsThatOfTheMaster() {
        ServiceInstance livy = new ServiceInstance(ServiceType.LIVY, "livy", "http://h:1", Map.of());
        ServiceInstance master = new ServiceInstance(
                ServiceType.MASTER, "master", "spark://h:2", Map.of(ServiceInstance.VERSION, "4.2.0"));

        ClusterSnapshot snapshot = ClusterSnapshot.of(PATH, List.of(livy, master));

        assertThat(snapshot.version()).isEqualTo("4.2.0");
    }

    @Test
    void versionIsUnknownWithoutThatOfTheMaster() {
        ServiceInstance master = new ServiceInstance(ServiceType.MASTER, "master", "spark://h:2", Map.of());

        assertThat(ClusterSnapshot.of(PATH, List.of(master)).version()).isNull();
    }

    @Test
    void urlOfOneMasterIsItsAddress() {
        assertThat(of(master("a", "leading")).masterUrl()).contains("spark://a:7077");
    }

    @Test
    void urlOfSeveralMastersBeginsWithTheLeader() {
        ClusterSnapshot snapshot = of(master("a", "standby"), master("b", "leading"), master("c", "standby"));

        assertThat(snapshot.masterUrl()).contains("spark://b:7077,a:7077,c:7077");
        assertThat(snapshot.leadingMaster()).contains(master("b", "leading"));
    }

    @Test
    void standbyMastersFormTheUrlWithoutALeader() {
        ClusterSnapshot snapshot = of(master("a", "standby"), master("b", "standby"));

        assertThat(snapshot.masterUrl()).contains("spark://a:7077,b:7077");
        assertThat(snapshot.leadingMaster()).isEmpty();
    }

    @Test
    void clusterWithoutAMasterHasNoUrl() {
        assertThat(of().masterUrl()).isEmpty();
    }

    private static ClusterSnapshot of(ServiceInstance... instances) {
        return ClusterSnapshot.of(PATH, List.of(instances));
    }

    private static ServiceInstance master(String host, String status) {
        return new ServiceInstance(ServiceType.MASTER, ServiceInstance.idOf(host, 7077), "spark://" + host + ":7077")
                .with(ServiceInstance.STATUS, status);
    }
}
