package org.sparklaunch.livy.server.batch;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.sparklaunch.livy.server.driver.process.DriverIdentity;
import org.sparklaunch.livy.server.request.SessionSpec;
import org.sparklaunch.livy.server.testing.GoldenJournal;

class BatchEntryTest {
    @Test
    void everyKindIsWrittenAsRecorded() throws IOException {
        GoldenJournal.assertRecorded(
                BatchEntry.class,
                List.of(
                        new BatchEntry.Created(5, "alice", spec(), 1_700_000_000_000L),
                        new BatchEntry.Launched(new DriverIdentity.OfProcess(4711, 815)),
                        new BatchEntry.Launched(new DriverIdentity.OfSubmission("driver-20261121070512-0003")),
                        new BatchEntry.Connected("app-20261121070512-0001", "http://127.0.0.1:4040"),
                        new BatchEntry.Connected(null, null),
                        new BatchEntry.KillAsked(1_700_000_000_001L),
                        new BatchEntry.Ended(BatchState.Outcome.SUCCESS, "exit code 0", 1_700_000_000_002L),
                        new BatchEntry.Ended(BatchState.Outcome.DEAD, "exit code 1", 1_700_000_000_002L),
                        new BatchEntry.Ended(BatchState.Outcome.KILLED, "deleted", 1_700_000_000_002L)));
    }

    private static BatchSpec spec() {
        return new BatchSpec(
                "/jobs/job.jar",
                "org.example.Main",
                List.of("--day", "2026-11-21"),
                "nightly",
                "bob",
                new SessionSpec.Resources("1g", 1, "2g", 2, 3, "default"),
                new SessionSpec.Files(List.of("/j.jar"), List.of("/p.py"), List.of("/f.csv"), List.of("/a.zip")),
                Map.of("spark.ui.enabled", "false"));
    }
}
