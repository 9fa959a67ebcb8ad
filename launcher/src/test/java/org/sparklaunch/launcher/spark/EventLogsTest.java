package org.sparklaunch.launcher.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.sparklaunch.launcher.config.HistorySpec;

class EventLogsTest {
    private static final EventLogs LOGS = new EventLogs(Path.of("/state/spark/events"));
    private static final HistorySpec SPEC = new HistorySpec(OptionalInt.empty(), Duration.ofDays(3));

    @Test
    void serverReadsTheFolderThatSessionsWrite() {
        String written = LOGS.forSessions(Map.of()).get("spark.eventLog.dir");

        assertThat(LOGS.forServer(SPEC, 18080, Map.of()))
                .containsEntry("spark.history.fs.logDirectory", written)
                .containsEntry("spark.history.ui.port", "18080");
    }

    @Test
    void logsAreDeletedAfterTheWantedTime() {
        assertThat(LOGS.forServer(SPEC, 18080, Map.of()))
                .containsEntry("spark.history.fs.cleaner.enabled", "true")
                .containsEntry("spark.history.fs.cleaner.maxAge", "3d");
    }

    @Test
    void folderOfTheUserIsReadAndWritten() {
        Map<String, String> users = Map.of("spark.eventLog.dir", "s3a://logs/");

        assertThat(LOGS.forSessions(users)).containsEntry("spark.eventLog.dir", "s3a://logs/");
        assertThat(LOGS.forServer(SPEC, 18080, users)).containsEntry("spark.history.fs.logDirectory", "s3a://logs/");
    }

    @Test
    void settingOfTheUserTakesPrecedence() {
        Map<String, String> users = Map.of("spark.history.fs.cleaner.enabled", "false");

        assertThat(LOGS.forServer(SPEC, 18080, users)).doesNotContainKey("spark.history.fs.cleaner.enabled");
    }
}
