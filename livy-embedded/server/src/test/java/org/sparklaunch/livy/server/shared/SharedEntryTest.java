package org.sparklaunch.livy.server.shared;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.sparklaunch.livy.server.driver.process.DriverIdentity;
import org.sparklaunch.livy.server.testing.GoldenJournal;

class SharedEntryTest {
    @Test
    void everyKindIsWrittenAsRecorded() throws IOException {
        GoldenJournal.assertRecorded(
                SharedEntry.class,
                List.of(
                        new SharedEntry.Added(
                                "shared-1", "alice", true, "spark-4.1", Map.of("spark.executor.cores", "2")),
                        new SharedEntry.Added("shared-2", null, false, "spark-4.1", Map.of()),
                        new SharedEntry.Launched("shared-1", new DriverIdentity.OfProcess(4711, 815)),
                        new SharedEntry.Launched(
                                "shared-2", new DriverIdentity.OfSubmission("driver-20261121070512-0003")),
                        new SharedEntry.Ready("shared-1", 1),
                        new SharedEntry.Joined("shared-1", "7", Map.of("spark.sql.ansi.enabled", "false")),
                        new SharedEntry.Left("shared-1", "7"),
                        new SharedEntry.Gone("shared-1")));
    }
}
