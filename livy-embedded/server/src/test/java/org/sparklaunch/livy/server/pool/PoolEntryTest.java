package org.sparklaunch.livy.server.pool;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sparklaunch.livy.server.driver.process.DriverIdentity;
import org.sparklaunch.livy.server.testing.GoldenJournal;

class PoolEntryTest {
    @Test
    void everyKindIsWrittenAsRecorded() throws IOException {
        GoldenJournal.assertRecorded(
                PoolEntry.class,
                List.of(
                        new PoolEntry.Added("warm-3", "settings-fingerprint"),
                        new PoolEntry.Launched("warm-3", new DriverIdentity.OfProcess(4711, 815)),
                        new PoolEntry.Launched("warm-4", new DriverIdentity.OfSubmission("driver-20261121070512-0003")),
                        new PoolEntry.Ready("warm-3", 1),
                        new PoolEntry.Gone("warm-3")));
    }
}
