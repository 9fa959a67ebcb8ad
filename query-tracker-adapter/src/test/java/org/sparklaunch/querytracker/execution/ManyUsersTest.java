package org.sparklaunch.querytracker.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparklaunch.querytracker.query.Query;
import org.sparklaunch.querytracker.query.QueryState.Completed;
import org.sparklaunch.querytracker.testing.FakeLivy;
import org.sparklaunch.querytracker.testing.Livy;
import org.sparklaunch.querytracker.testing.Tracker;

/** More users and workers than sessions; the campaign on a real cluster is tagged long. */
class ManyUsersTest {
    private static final int USERS = 20;
    private static final int SLOTS = 3;
    private static final int QUERIES = 1_000;

    @TempDir
    private Path folder;

    @Test
    void everyQueryRunsOnceAndBringsItsOwnRows() throws InterruptedException {
        try (FakeLivy livy = FakeLivy.extended();
                Tracker tracker = new Tracker(folder, Livy.directory(livy))) {
            livy.limit(SLOTS);
            Map<String, Integer> wanted = new HashMap<>();
            for (int i = 0; i < QUERIES; i++) {
                wanted.put(tracker.start("user" + i % USERS, "rows " + i % 50), i % 50);
            }

            wanted.forEach((id, rows) -> {
                Query query = tracker.ended(id);
                assertThat(query.state()).isInstanceOf(Completed.class);
                assertThat(tracker.service().result(query.user(), id, 0).rows()).hasSize(rows);
            });
            assertThat(livy.sessionIds()).hasSizeLessThanOrEqualTo(SLOTS);
            assertThat(livy.requests())
                    .filteredOn(r -> r.startsWith("POST /spark-launch/sessions/") && r.endsWith("/statements"))
                    .hasSize(QUERIES);
        }
    }
}
