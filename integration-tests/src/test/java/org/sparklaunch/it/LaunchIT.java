package org.sparklaunch.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a launch shows of itself, and that it is the only one on its path. */
class LaunchIT {
    private static RunningCluster cluster;

    @BeforeAll
    static void launch() {
        cluster = RunningCluster.launch("--enable-query-tracker");
    }

    @AfterAll
    static void end() {
        cluster.close();
    }

    @Test
    void readyLineCarriesEveryAddress() {
        assertThat(cluster.ready().get("master").asText()).startsWith("spark://");
        assertThat(cluster.ready().get("livy").asText()).startsWith("http://");
        assertThat(cluster.ready().get("query_tracker").asText()).startsWith("http://");
    }

    @Test
    void discoveryPrintsTheSameAsJson() {
        JsonNode found = cluster.discovered();

        assertThat(found.fieldNames())
                .toIterable()
                .contains(
                        "discovery_path",
                        "master",
                        "master_web_ui",
                        "master_rest",
                        "workers",
                        "livy",
                        "history_server",
                        "query_tracker",
                        "version");
        assertThat(found.get("master")).isEqualTo(cluster.ready().get("master"));
        assertThat(found.get("livy")).isEqualTo(cluster.ready().get("livy"));
        assertThat(found.get("discovery_path").asText()).isEqualTo("/spark-launch/default");
        assertThat(found.get("workers")).isNotEmpty();
        assertThat(found.get("history_server").isNull()).isTrue();
    }

    @Test
    void discoveryPrintsAddressesAsText() {
        CommandResult found = cluster.run("spark-discovery");

        assertThat(found.exitCode()).isZero();
        assertThat(found.outLines())
                .contains("Master: " + cluster.ready().get("master").asText())
                .contains("Livy Server: " + cluster.ready().get("livy").asText());
    }

    @Test
    void discoveryOfAnotherPathEndsWithThree() {
        CommandResult found = cluster.run("spark-discovery", "--discovery-path", "/spark-launch/nobody");

        assertThat(found.exitCode()).isEqualTo(3);
        assertThat(found.err()).contains("/spark-launch/nobody");
    }

    @Test
    void secondLaunchOnThePathIsRefusedWithTheAddressOfTheFirst() throws IOException {
        String zookeeper = Files.readString(cluster.stateDir().resolve("zookeeper.address"))
                .strip();
        var stateDir = Files.createTempDirectory("second");

        CommandResult second =
                CommandResult.of(new ProcessBuilder(RunningCluster.commandLine(stateDir, "--zookeeper", zookeeper)));

        assertThat(second.exitCode()).isEqualTo(1);
        assertThat(second.out()).isEmpty();
        assertThat(second.err()).contains("/spark-launch/default");
        assertThat(new ProductProcesses(stateDir).describe()).isEmpty();
    }

    @Test
    void secondLaunchInTheStateFolderIsRefused() {
        CommandResult second = CommandResult.of(new ProcessBuilder(RunningCluster.commandLine(cluster.stateDir())));

        assertThat(second.exitCode()).isEqualTo(1);
        assertThat(second.err()).contains(Long.toString(cluster.pid()));
    }

    @Test
    void stateFolderIsForItsOwnerOnly() throws IOException {
        var permissions = Files.getPosixFilePermissions(cluster.stateDir());

        assertThat(PosixFilePermissions.toString(permissions)).isEqualTo("rwx------");
    }

    @Test
    void crashedWorkerComesBack() {
        long worker = cluster.processes()
                .pidsOf("org.apache.spark.deploy.worker.Worker")
                .get(0);

        ProcessHandle.of(worker).orElseThrow().destroyForcibly();

        await("another worker, announced")
                .atMost(Duration.ofMinutes(1))
                .until(() -> !workers().contains(worker)
                        && !cluster.discovered().get("workers").isEmpty());
    }

    private static List<Long> workers() {
        return cluster.processes().pidsOf("org.apache.spark.deploy.worker.Worker");
    }
}
