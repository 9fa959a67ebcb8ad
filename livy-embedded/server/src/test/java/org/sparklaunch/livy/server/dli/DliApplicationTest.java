package org.sparklaunch.livy.server.dli;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sparklaunch.livy.server.testing.GoldenJournal;

class DliApplicationTest {
    private static final String ID = "b5bf6c1e-4a3c-4e0c-9a2d-0c8f8c1f2a11";

    @Test
    void everyKindIsWrittenAsRecorded() throws IOException {
        GoldenJournal.assertRecorded(
                DliApplication.class,
                List.of(
                        new DliApplication(
                                ID, DliApplication.Kind.SESSION, 3, "project-1", "etl", "A", 1_700_000_000_000L),
                        new DliApplication(
                                ID,
                                DliApplication.Kind.BATCH,
                                4,
                                "project-1",
                                "etl",
                                "CUSTOMIZED",
                                1_700_000_000_001L)));
    }
}
