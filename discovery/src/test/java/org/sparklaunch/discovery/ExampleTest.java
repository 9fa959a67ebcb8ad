package org.sparklaunch.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.curator.test.TestingServer;
import org.junit.jupiter.api.Test;

/** The example of the documentation runs as it stands there. */
class ExampleTest {
    private static final DiscoveryPath PATH = new DiscoveryPath("/test/example");

    @Test
    void exampleFindsAndFollowsACluster() throws Exception {
        try (TestingServer server = new TestingServer();
                Discovery discovery = ZooKeeperDiscovery.connect(server.getConnectString(), Duration.ofSeconds(10))) {
            discovery.register(PATH, new ServiceInstance(ServiceType.MASTER, "m", "spark://m:7077"));
            discovery.register(PATH, new ServiceInstance(ServiceType.LIVY, "l", "http://l:8998"));

            String said = run(server.getConnectString());

            assertThat(said).contains("found 2 parts", "livy http://l:8998", "master spark://m:7077", "now 3 parts");
            assertThat(discovery.find(PATH).instances()).hasSize(2);
        }
    }

    private static String run(String zookeeper) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Path.of("../docs/examples/FollowCluster.java").toString(),
                        zookeeper,
                        PATH.value(),
                        "1")
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(said).isZero();
        return said;
    }
}
