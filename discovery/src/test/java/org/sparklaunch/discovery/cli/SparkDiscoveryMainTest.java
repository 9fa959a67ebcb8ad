package org.sparklaunch.discovery.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.curator.test.TestingServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparklaunch.commands.CommandRunner;
import org.sparklaunch.discovery.Discovery;
import org.sparklaunch.discovery.DiscoveryPath;
import org.sparklaunch.discovery.ServiceInstance;
import org.sparklaunch.discovery.ServiceType;
import org.sparklaunch.discovery.ZooKeeperDiscovery;

class SparkDiscoveryMainTest {
    private static TestingServer server;
    private static Discovery cluster;

    @TempDir
    private Path dir;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeAll
    static void announce() throws Exception {
        server = new TestingServer();
        cluster = ZooKeeperDiscovery.connect(server.getConnectString(), Duration.ofSeconds(10));
        DiscoveryPath path = new DiscoveryPath("/t/c");
        Map<String, String> attributes =
                Map.of(ServiceInstance.WEB_UI, "http://h:8080", ServiceInstance.VERSION, "4.2.0");
        cluster.register(path, new ServiceInstance(ServiceType.MASTER, "1", "spark://h:7077", attributes));
        cluster.register(path, new ServiceInstance(ServiceType.WORKER, "1", "h:7178"));
        cluster.register(path, new ServiceInstance(ServiceType.LIVY, "1", "http://h:8998"));
    }

    @AfterAll
    static void stop() throws Exception {
        cluster.close();
        server.close();
    }

    private int run(Map<String, String> env, String... args) {
        return CommandRunner.of(new SparkDiscoveryMain(), env, new PrintWriter(out, true), new PrintWriter(err, true))
                .run(args);
    }

    private int run(String... args) {
        return run(Map.of("HOME", dir.toString()), args);
    }

    @Test
    void textHasALineForEveryComponent() {
        run("--zookeeper", server.getConnectString(), "--discovery-path", "/t/c");

        assertThat(out.toString().lines())
                .containsExactly(
                        "Master: spark://h:7077",
                        "Master Web UI: http://h:8080",
                        "Worker: h:7178",
                        "Livy Server: http://h:8998",
                        "Version: 4.2.0");
    }

    @Test
    void jsonAlwaysHasTheSameKeys() {
        run("--zookeeper", server.getConnectString(), "--discovery-path", "/t/c", "--json");

        assertThat(out.toString().strip())
                .isEqualTo(
                        "{\"discovery_path\":\"/t/c\",\"master\":\"spark://h:7077\",\"master_web_ui\":\"http://h:8080\","
                                + "\"master_rest\":null,\"workers\":[\"h:7178\"],\"livy\":\"http://h:8998\","
                                + "\"history_server\":null,\"query_tracker\":null,\"metastore\":null,\"version\":\"4.2.0\"}");
    }

    @Test
    void severalMastersHaveOneUrlAndALineEach() throws Exception {
        ServiceInstance leading = new ServiceInstance(
                ServiceType.MASTER, "b", "spark://b:1", Map.of("status", "leading", "web_ui", "http://b:8080"));
        ServiceInstance standby = new ServiceInstance(
                ServiceType.MASTER, "a", "spark://a:1", Map.of("status", "standby", "web_ui", "http://a:8080"));
        DiscoveryPath path = new DiscoveryPath("/u/two-masters");
        cluster.register(path, leading);
        cluster.register(path, standby);

        run("--zookeeper", server.getConnectString(), "--discovery-path", path.value());

        assertThat(out.toString().lines())
                .containsExactly(
                        "Master: spark://b:1,a:1",
                        "Master Web UI: http://b:8080",
                        "Standby Master: spark://a:1",
                        "Leading Master: spark://b:1");

        out.getBuffer().setLength(0);
        run("--zookeeper", server.getConnectString(), "--discovery-path", path.value(), "--json");
        JsonNode json = new ObjectMapper().readTree(out.toString());
        assertThat(json.path("master").asText()).isEqualTo("spark://b:1,a:1");
        assertThat(json.path("masters")).isEqualTo(new ObjectMapper().readTree("""
                        [{"address": "spark://a:1", "web_ui": "http://a:8080", "leading": false},
                         {"address": "spark://b:1", "web_ui": "http://b:8080", "leading": true}]"""));
    }

    @Test
    void embeddedServerIsFoundThroughTheStateFolder() throws Exception {
        Files.writeString(dir.resolve("zookeeper.address"), server.getConnectString() + "\n");

        int code = run("--state-dir", dir.toString(), "--discovery-path", "/t/c");

        assertThat(code).isZero();
    }

    @Test
    void environmentSetsDefaults() {
        int code =
                run(Map.of("SPARK_LAUNCH_ZOOKEEPER", server.getConnectString(), "SPARK_LAUNCH_DISCOVERY_PATH", "/t/c"));

        assertThat(code).isZero();
    }

    @Test
    void unusedPathEndsWithExitCodeThreeAndOneLine() {
        int code = run("--zookeeper", server.getConnectString(), "--discovery-path", "/t/none");

        assertThat(code).isEqualTo(3);
        assertThat(err.toString().lines()).singleElement().asString().contains("/t/none");
    }

    @Test
    void unknownAddressEndsWithExitCodeThreeAndOneLine() {
        int code = run();

        assertThat(code).isEqualTo(3);
        assertThat(err.toString().lines())
                .singleElement()
                .asString()
                .contains(dir.resolve(".local/state/spark-launch").toString());
    }

    @Test
    void listPrintsTheClustersBelowTheRoot() {
        run("--zookeeper", server.getConnectString(), "--list", "--root", "/t");

        assertThat(out.toString().lines()).contains("/t/c");
    }

    @Test
    void listBelowAnUnusedRootEndsWithExitCodeThree() {
        int code = run("--zookeeper", server.getConnectString(), "--list", "--root", "/none");

        assertThat(code).isEqualTo(3);
        assertThat(err.toString()).contains("below /none");
    }

    @Test
    void watchPrintsThePresentStateAndThenChanges() throws Exception {
        Thread watcher = new Thread(
                () -> run("--zookeeper", server.getConnectString(), "--discovery-path", "/t/w", "--watch"),
                "test-watcher");
        watcher.start();
        await().untilAsserted(() -> assertThat(out.toString()).contains("/t/w: nothing is announced"));

        cluster.register(new DiscoveryPath("/t/w"), new ServiceInstance(ServiceType.WORKER, "1", "w:1"));

        await().untilAsserted(() -> assertThat(out.toString()).contains("Worker: w:1"));
        watcher.interrupt();
        watcher.join(5000);
    }

    @Test
    void helpHasExamples() {
        assertThat(run("--help")).isZero();
        assertThat(out.toString()).contains("Examples:", "  spark-discovery --zookeeper");
    }

    @Test
    void misspeltOptionEndsWithExitCodeTwoAndASuggestion() {
        int code = run("--jsn");

        assertThat(code).isEqualTo(2);
        assertThat(err.toString().lines()).singleElement().asString().contains("'--jsn'", "--json");
    }

    @Test
    void wrongPathEndsWithExitCodeTwo() {
        int code = run("--discovery-path", "nowhere");

        assertThat(code).isEqualTo(2);
        assertThat(err.toString()).contains("'nowhere' is not a discovery path");
    }

    @Test
    void versionIsThatOfTheBuild() {
        run("--version");

        assertThat(out.toString()).startsWith("spark-discovery ").doesNotContain("$");
    }
}
