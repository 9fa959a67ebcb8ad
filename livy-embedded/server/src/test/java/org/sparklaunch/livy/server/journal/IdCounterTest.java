package org.sparklaunch.livy.server.journal;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sparklaunch.livy.server.testing.GoldenJournal;

class IdCounterTest {
    @Test
    void everyKindIsWrittenAsRecorded() throws IOException {
        GoldenJournal.assertRecorded(IdCounter.Given.class, List.of(new IdCounter.Given(41)));
    }
}
