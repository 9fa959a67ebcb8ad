package org.sparklaunch.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Launches that join a cluster of another launch by its discovery path alone, and clusters side by side. */
class JoinIT {
    private static RunningCluster cluster;
    private static String zookeeper;

    @TempDir
    private Path folder;

    @BeforeAll
    static void launch() throws IOException {
        cluster = RunningCluster.launch();
        zookeeper = Files.readString(cluster.stateDir().resolve("zookeeper.address"))
                .strip();
    }

    @AfterAll
    static void end() {
        cluster.close();
    }

    private static String secret() {
        return cluster.stateDir().resolve("cluster-secret").toString();
    }

    private static RunningCluster join(String role) {
        return RunningCluster.launch("--role", role, "--zookeeper", zookeeper, "--cluster-secret-file", secret());
    }

    @Test
    void whoWatchesSeesAWorkerJoinAndLeave() throws Exception {
        Path seen = folder.resolve("watch");
        Process watch = new ProcessBuilder(
                        Archive.commandLine("spark-discovery", "--watch", "--json", "--zookeeper", zookeeper))
                .redirectOutput(seen.toFile())
                .start();
        try {
            awaitWorkers(seen, 1);
            try (RunningCluster worker = join("worker")) {
                assertThat(worker.ready().get("role").asText()).isEqualTo("worker");
                assertThat(worker.processes().pidsOf("LivyServerMain")).isEmpty();
                awaitWorkers(seen, 2);
            }
            awaitWorkers(seen, 1);
        } finally {
            watch.destroy();
        }
    }

    private static void awaitWorkers(Path seen, int count) {
        await(count + " workers")
                .atMost(Duration.ofSeconds(30))
                .until(() -> Files.readAllLines(seen), lines -> !lines.isEmpty() && workers(lines) == count);
    }

    private static int workers(List<String> lines) {
        JsonNode last = Http.parse(lines.get(lines.size() - 1));
        return last.get("workers").size();
    }

    @Test
    void secondExclusiveComponentIsRefusedWithTheAddressOfTheFirst() {
        assertThat(refused("livy"))
                .contains(cluster.ready().get("livy").asText())
                .contains("only one livy");
        assertThat(refused("master"))
                .contains(cluster.ready().get("master").asText())
                .contains("only one master");
    }

    private String refused(String role) {
        CommandResult result = CommandResult.of(new ProcessBuilder(RunningCluster.commandLine(
                folder.resolve("state-" + role),
                "--role",
                role,
                "--zookeeper",
                zookeeper,
                "--cluster-secret-file",
                secret())));
        assertThat(result.exitCode()).as(result.err()).isEqualTo(1);
        return result.err();
    }

    @Test
    void componentWithoutAMasterReportsWhereItLooked() {
        CommandResult result = CommandResult.of(new ProcessBuilder(RunningCluster.commandLine(
                folder.resolve("alone"),
                "--role",
                "worker",
                "--zookeeper",
                zookeeper,
                "--cluster-secret-file",
                secret(),
                "--discovery-path",
                "/spark-launch/nobody",
                "--wait-timeout",
                "1")));

        assertThat(result.exitCode()).as(result.err()).isEqualTo(3);
        assertThat(result.err()).contains("no master leads under /spark-launch/nobody");
    }

    @Test
    void aWorkerWithAnotherSecretIsNotAccepted() throws IOException {
        Path other = Files.writeString(folder.resolve("other-secret"), "0123456789abcdef0123456789abcdef\n");
        Files.setPosixFilePermissions(other, PosixFilePermissions.fromString("rw-------"));

        CommandResult result = CommandResult.of(new ProcessBuilder(RunningCluster.commandLine(
                folder.resolve("stranger"),
                "--role",
                "worker",
                "--zookeeper",
                zookeeper,
                "--cluster-secret-file",
                other.toString(),
                "--zookeeper-digest-file",
                cluster.stateDir().resolve("zookeeper-digest").toString(),
                "--wait-timeout",
                "15")));

        assertThat(result.exitCode()).as(result.err()).isEqualTo(3);
        assertThat(result.err()).contains("worker-1 was not ready within 15 s");
    }

    @Test
    void clustersSideBySideAreListed() {
        try (RunningCluster other = RunningCluster.launch(
                "--zookeeper",
                zookeeper,
                "--cluster-secret-file",
                secret(),
                "--discovery-path",
                "/spark-launch/other")) {
            CommandResult list = Archive.run("spark-discovery", "--list", "--zookeeper", zookeeper);

            assertThat(list.outLines()).containsExactly("/spark-launch/default", "/spark-launch/other");
            assertThat(other.ready().get("master")).isNotEqualTo(cluster.ready().get("master"));
        }
    }
}
