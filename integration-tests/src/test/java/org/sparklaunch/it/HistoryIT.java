package org.sparklaunch.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A launch whose options are in a file, the history server among them. */
class HistoryIT {
    private static final Duration LIMIT = Duration.ofMinutes(1);

    @TempDir
    Path folder;

    @Test
    void endedSessionIsSeenInTheHistoryAndItsLogIsCleaned() throws IOException {
        Path params = Files.writeString(folder.resolve("params.yaml"), """
                enable-history-server: true
                livy-warm-sessions: 0
                history-server-retain: 20s
                spark-conf:
                  spark.history.fs.cleaner.interval: 2s
                  spark.history.fs.update.interval: 1s
                  spark.sql.shuffle.partitions: 3
                """);
        try (RunningCluster cluster = RunningCluster.launch("--params", params.toString())) {
            String page = cluster.discovered().get("history_server").asText();
            Http history = cluster.sparkPages(page);
            assertThat(new Http(page).get("/api/v1/applications").status()).isEqualTo(401);
            LivySession session = LivySession.start(cluster.livy(), "sql");
            JsonNode partitions = session.run("SET spark.sql.shuffle.partitions");
            session.close();

            assertThat(partitions.toString()).contains("\"3\"");
            await("the application in the history")
                    .atMost(LIMIT)
                    .until(
                            () -> history.get("/api/v1/applications").json().findValuesAsText("name"),
                            names -> names.contains("livy-session-0"));
            await("no event log").atMost(LIMIT).until(() -> eventLogs(cluster), List::isEmpty);
        }
    }

    private static List<Path> eventLogs(RunningCluster cluster) {
        try (Stream<Path> files = Files.walk(cluster.stateDir().resolve("spark/events"))) {
            return files.filter(Files::isRegularFile).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
