package org.sparklaunch.launcher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparklaunch.discovery.ClusterSnapshot;
import org.sparklaunch.discovery.DiscoveryPath;
import org.sparklaunch.discovery.ServiceInstance;
import org.sparklaunch.discovery.ServiceType;
import org.sparklaunch.launcher.config.Role;
import org.sparklaunch.launcher.state.StateFolder;

class ReadyReportTest {
    private static final ServiceInstance MASTER = new ServiceInstance(
            ServiceType.MASTER,
            "m",
            "spark://h:7077",
            Map.of(ServiceInstance.WEB_UI, "http://h:8080", ServiceInstance.VERSION, "4.2.0"));

    @TempDir
    private Path dir;

    private ReadyReport report(Role role, ServiceInstance... instances) {
        return new ReadyReport(
                ClusterSnapshot.of(DiscoveryPath.DEFAULT, List.of(instances)),
                role,
                "zk:2181",
                StateFolder.open(dir.resolve("state")));
    }

    private static ServiceInstance instance(ServiceType type, String id, String address) {
        return new ServiceInstance(type, id, address);
    }

    @Test
    void lineHasEveryAddressOfAWholeLaunch() {
        String line = report(
                        Role.ALL,
                        MASTER,
                        instance(ServiceType.WORKER, "1", "h:7178"),
                        instance(ServiceType.WORKER, "2", "h:7179"),
                        instance(ServiceType.LIVY, "1", "http://h:8998"),
                        instance(ServiceType.HISTORY_SERVER, "1", "http://h:18080"),
                        instance(ServiceType.QUERY_TRACKER, "1", "http://h:8999"))
                .line();

        assertThat(line)
                .isEqualTo("READY master=spark://h:7077 master_web_ui=http://h:8080 workers=h:7178,h:7179"
                        + " livy=http://h:8998 history_server=http://h:18080 query_tracker=http://h:8999"
                        + " zookeeper=zk:2181 discovery_path=/spark-launch/default version=4.2.0 state_dir="
                        + dir.resolve("state"));
    }

    @Test
    void lineOfARoleNamesItAndOnlyItsComponents() {
        assertThat(report(Role.MASTER, MASTER).line())
                .startsWith("READY role=master master=spark://h:7077")
                .doesNotContain("workers=");
        assertThat(report(Role.WORKER, instance(ServiceType.WORKER, "1", "h:7178"))
                        .line())
                .startsWith("READY role=worker workers=h:7178 zookeeper=");
    }

    @Test
    void jsonHasTheSameFactsWithAListOfWorkers() throws Exception {
        JsonNode json = new ObjectMapper()
                .readTree(report(Role.ALL, MASTER, instance(ServiceType.WORKER, "1", "h:7178"))
                        .json());

        assertThat(json).isEqualTo(new ObjectMapper().readTree("""
                        {"master": "spark://h:7077", "master_web_ui": "http://h:8080", "workers": ["h:7178"],
                         "zookeeper": "zk:2181", "discovery_path": "/spark-launch/default", "version": "4.2.0",
                         "state_dir": "%s"}""".formatted(dir.resolve("state"))));
    }
}
