package org.sparklaunch.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The Livy server's death by kill -9, the supervisor's restart of it, and what its clients see. */
class LivyRecoveryIT {
    private static final String LIVY = "org.sparklaunch.livy.server.LivyServerMain";

    @Test
    void statementThatRanDuringTheDeathKeepsItsOutput() {
        try (RunningCluster cluster = RunningCluster.launch()) {
            Http livy = cluster.livy();
            LivySession session = LivySession.start(livy, "spark");
            session.run("val before = 1");
            int sleeping = session.post("Thread.sleep(5000); before + 41");
            session.awaitRunning(sleeping);

            killLivy(cluster);

            JsonNode statement = session.awaitStatement(sleeping);
            assertThat(statement.at("/output/data/text~1plain").asText()).contains("Int = 42");
            assertThat(session.run("before + 1").at("/output/data/text~1plain").asText())
                    .contains("Int = 2");
            assertThat(cluster.discovered().get("livy"))
                    .isEqualTo(cluster.ready().get("livy"));
        }
    }

    private static void killLivy(RunningCluster cluster) {
        long victim = cluster.processes().pidsOf(LIVY).get(0);
        ProcessHandle.of(victim).orElseThrow().destroyForcibly();
        await("another Livy server")
                .atMost(Duration.ofMinutes(1))
                .until(() -> cluster.processes().pidsOf(LIVY).stream().anyMatch(pid -> pid != victim));
    }
}
