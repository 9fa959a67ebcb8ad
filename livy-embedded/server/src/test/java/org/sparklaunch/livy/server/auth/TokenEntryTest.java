package org.sparklaunch.livy.server.auth;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sparklaunch.livy.server.testing.GoldenJournal;

class TokenEntryTest {
    @Test
    void everyKindIsWrittenAsRecorded() throws IOException {
        GoldenJournal.assertRecorded(
                TokenEntry.class,
                List.of(
                        new TokenEntry.Granted("9f86d081884c7d65", "alice", true, 1_700_000_000_000L),
                        new TokenEntry.Revoked("9f86d081884c7d65")));
    }
}
