package org.sparklaunch.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** However a launch ends, no process and no open port of it is left. */
class EndIT {
    @Test
    void terminatedLaunchLeavesNothing() {
        try (RunningCluster cluster = busyCluster()) {
            Set<Integer> ports = cluster.processes().listeningPorts();
            assertThat(ports).isNotEmpty();

            int exitCode = cluster.end();

            assertThat(exitCode).isIn(0, 143);
            assertThat(cluster.processes().describe()).isEmpty();
            assertThat(ProductProcesses.stillListening(ports)).isEmpty();
        }
    }

    @Test
    void interruptedLaunchLeavesNothing() {
        try (RunningCluster cluster = busyCluster()) {
            Set<Integer> ports = cluster.processes().listeningPorts();

            CommandResult.of(new ProcessBuilder("kill", "-INT", Long.toString(cluster.pid())));

            awaitNothing(cluster, ports);
        }
    }

    @Test
    void killedSupervisorTakesEverythingWithIt() {
        try (RunningCluster cluster = busyCluster()) {
            Set<Integer> ports = cluster.processes().listeningPorts();

            cluster.killSupervisor();

            awaitNothing(cluster, ports);
        }
    }

    @Test
    void stopCommandEndsTheLaunch() {
        try (RunningCluster cluster = RunningCluster.launch()) {
            Set<Integer> ports = cluster.processes().listeningPorts();

            CommandResult stopped = cluster.run("spark-launch", "stop");

            assertThat(stopped.exitCode()).as(stopped.err()).isZero();
            awaitNothing(cluster, ports);
        }
    }

    /** One with a session whose driver and executor run a statement. */
    private static RunningCluster busyCluster() {
        RunningCluster cluster = RunningCluster.launch(EndIT::heedInterrupts, "--enable-query-tracker");
        LivySession session = LivySession.start(cluster.livy(), "spark");
        session.awaitRunning(session.post("spark.range(1).foreach(_ => Thread.sleep(600000))"));
        return cluster;
    }

    /** Who runs these tests in the background of a shell has SIGINT ignored, and so has whatever they start. */
    private static void heedInterrupts(ProcessBuilder launch) {
        launch.command().addAll(0, List.of("env", "--default-signal=INT"));
    }

    private static void awaitNothing(RunningCluster cluster, Set<Integer> ports) {
        await("no process")
                .atMost(Duration.ofMinutes(1))
                .until(() -> cluster.processes().describe(), List::isEmpty);
        assertThat(ProductProcesses.stillListening(ports)).isEmpty();
    }
}
