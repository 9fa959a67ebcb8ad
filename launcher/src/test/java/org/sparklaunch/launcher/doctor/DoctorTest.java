package org.sparklaunch.launcher.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparklaunch.authentication.accounts.PortGuard;
import org.sparklaunch.commands.CommandException;
import org.sparklaunch.commands.ExitCode;
import org.sparklaunch.discovery.DiscoveryPath;
import org.sparklaunch.launcher.config.ClusterSpec;
import org.sparklaunch.launcher.config.LaunchRequest;
import org.sparklaunch.launcher.config.MetastoreRequest;
import org.sparklaunch.launcher.doctor.Finding.Severity;
import org.sparklaunch.launcher.spark.SparkHome;
import org.sparklaunch.launcher.state.EmbeddedZooKeeper;
import org.sparklaunch.launcher.state.StateFolder;

class DoctorTest {
    @TempDir
    private Path dir;

    private static ClusterSpec wanted(Integer masterPort, int workers, String memory) {
        LaunchRequest.Workers request = new LaunchRequest.Workers(workers, 1, memory, null);
        return new LaunchRequest(
                        DiscoveryPath.DEFAULT,
                        LaunchRequest.Machine.ALONE,
                        masterPort,
                        request,
                        null,
                        null,
                        null,
                        MetastoreRequest.embedded(Path.of("/data")),
                        List.of())
                .check();
    }

    private List<Finding> examine(ClusterSpec wanted) {
        Doctor doctor = new Doctor(Path.of("java"), DoctorTest::noSpark, dir, dir.resolve("local"), Optional.empty());
        return doctor.examine(() -> wanted, false);
    }

    private static SparkHome noSpark() {
        throw new CommandException(ExitCode.FAILED, "no Spark found; run scripts/install-spark");
    }

    private static Finding find(List<Finding> findings, String what) {
        return findings.stream().filter(f -> f.what().equals(what)).findFirst().orElseThrow();
    }

    @Test
    void missingSparkFailsAndOtherChecksStillRun() {
        List<Finding> findings = examine(wanted(null, 1, "512m"));

        assertThat(find(findings, "Spark").severity()).isEqualTo(Severity.FAIL);
        assertThat(find(findings, "Spark").line()).startsWith("fail  Spark: ").contains("install-spark");
        assertThat(find(findings, "clock").severity()).isEqualTo(Severity.OK);
        assertThat(find(findings, "disk").measured()).contains(dir.toString());
    }

    @Test
    void portInUseFailsWithItsOwner() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Finding ports = find(examine(wanted(taken.getLocalPort(), 1, "512m")), "ports");

            assertThat(ports.severity()).isEqualTo(Severity.FAIL);
            assertThat(ports.measured())
                    .contains(
                            "port " + taken.getLocalPort(),
                            "process " + ProcessHandle.current().pid());
        }
    }

    @Test
    void missingMemoryFailsWithTheSum() {
        assertThat(find(examine(wanted(null, 1, "900t")), "memory").line())
                .startsWith("fail")
                .contains("in total");
    }

    @Test
    void clockThatWasNeverSetFails() {
        assertThat(MachineChecks.clock(Instant.EPOCH, dir).severity()).isEqualTo(Severity.FAIL);
    }

    @Test
    void missingProgramIsAWarning() {
        assertThat(MachineChecks.program("R", "no-such-program", "sparkr sessions")
                        .line())
                .startsWith("warn  R: no-such-program is not on PATH; install it");
    }

    @Test
    void runningZooKeeperIsReportedWithItsVersion() throws Exception {
        try (StateFolder state = StateFolder.open(dir.resolve("state"));
                EmbeddedZooKeeper server = EmbeddedZooKeeper.start(state, PortGuard.everyone())) {
            Finding finding = ZooKeeperCheck.server(server.address());

            assertThat(finding.line()).startsWith("ok").contains("version 3.");
        }
    }

    @Test
    void absentZooKeeperFailsWithItsAddress() {
        assertThat(ZooKeeperCheck.server("127.0.0.1:1").line()).startsWith("fail  ZooKeeper 127.0.0.1:1: cannot be");
    }
}
