package org.sparklaunch.livy.server.session;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.sparklaunch.livy.protocol.JobState;
import org.sparklaunch.livy.protocol.SessionKind;
import org.sparklaunch.livy.protocol.StatementState;
import org.sparklaunch.livy.server.driver.process.DriverIdentity;
import org.sparklaunch.livy.server.request.SessionSpec;
import org.sparklaunch.livy.server.supply.SessionStart;
import org.sparklaunch.livy.server.testing.GoldenJournal;

class SessionEntryTest {
    private static final long AT = 1_700_000_000_000L;

    @Test
    void everyKindIsWrittenAsRecorded() throws IOException {
        GoldenJournal.assertRecorded(
                SessionEntry.class,
                List.of(
                        new SessionEntry.Created(7, "alice", true, spec(), AT),
                        new SessionEntry.Created(8, null, false, SessionSpec.PLAIN, AT),
                        new SessionEntry.StartsCold(new SessionStart(false, List.of("spark.jars"), "cold", null)),
                        new SessionEntry.Shares("shared-1", new SessionStart(true, List.of(), "shared", "shared-1")),
                        new SessionEntry.Launched(new DriverIdentity.OfProcess(4711, 815)),
                        new SessionEntry.Launched(new DriverIdentity.OfSubmission("driver-20261121070512-0003")),
                        new SessionEntry.Launched(new DriverIdentity.OfGuest("shared-1", "7")),
                        new SessionEntry.Claimed(
                                "warm-3",
                                new DriverIdentity.OfProcess(4711, 815),
                                1,
                                Map.of("spark.sql.ansi.enabled", "false"),
                                new SessionStart(true, List.of("spark.sql.ansi.enabled"), "warm", null)),
                        new SessionEntry.Posted(0, SessionKind.SQL, "select 'ü'", AT),
                        new SessionEntry.CancelAsked(0, AT),
                        new SessionEntry.Ready(1, "app-20261121070512-0001", "http://127.0.0.1:4040", AT),
                        new SessionEntry.Ready(1, "local-1", null, AT),
                        new SessionEntry.Started(2, 0, AT),
                        new SessionEntry.Finished(3, 0, StatementState.AVAILABLE, "{\"status\":\"ok\"}", null, AT),
                        new SessionEntry.Finished(3, 0, StatementState.CANCELLED, null, "statement-0", AT),
                        new SessionEntry.JobPosted(1, SessionKind.PYSPARK, "cGF5bG9hZA==", AT),
                        new SessionEntry.JobCancelAsked(1, AT),
                        new SessionEntry.JobStarted(4, 1),
                        new SessionEntry.JobFinished(5, 1, JobState.SUCCEEDED, "cmVzdWx0", null, null),
                        new SessionEntry.JobFinished(5, 1, JobState.FAILED, null, "job-1", "it failed"),
                        new SessionEntry.Ending(true, AT),
                        new SessionEntry.Ended("Session 7 was ended.", AT)));
    }

    private static SessionSpec spec() {
        return new SessionSpec(
                SessionKind.SQL,
                "reports",
                "bob",
                new SessionSpec.Resources("1g", 1, "2g", 2, 3, "default"),
                new SessionSpec.Files(List.of("/j.jar"), List.of("/p.py"), List.of("/f.csv"), List.of("/a.zip")),
                new SessionSpec.Lifetime("2h", "10m", 30),
                Map.of("spark.ui.enabled", "false"));
    }
}
