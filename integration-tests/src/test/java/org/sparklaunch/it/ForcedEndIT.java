package org.sparklaunch.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The end of a launch with a component that takes no part in it. */
class ForcedEndIT {
    @Test
    void componentThatIgnoresSignalsIsKilled() {
        try (RunningCluster cluster = RunningCluster.launch()) {
            Set<Integer> ports = cluster.processes().listeningPorts();
            long worker = cluster.processes()
                    .pidsOf("org.apache.spark.deploy.worker.Worker")
                    .get(0);
            CommandResult.of(new ProcessBuilder("kill", "-STOP", Long.toString(worker)));

            cluster.end();

            await("no process")
                    .atMost(Duration.ofMinutes(1))
                    .until(() -> cluster.processes().describe(), List::isEmpty);
            assertThat(ProductProcesses.stillListening(ports)).isEmpty();
        }
    }
}
