package org.sparklaunch.querytracker.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparklaunch.querytracker.livy.LivyCredentials;
import org.sparklaunch.querytracker.livy.LivyEndpoint;
import org.sparklaunch.querytracker.query.Query;
import org.sparklaunch.querytracker.query.QueryState.Completed;
import org.sparklaunch.querytracker.query.QueryState.Failed;
import org.sparklaunch.querytracker.testing.FakeLivy;
import org.sparklaunch.querytracker.testing.Tracker;

/** Queries of the tracker on a Livy server that has no extensions. */
class StockLivyQueryTest {
    private final FakeLivy livy = FakeLivy.stock();

    @TempDir
    private Path folder;

    private Tracker tracker;

    @BeforeEach
    void start() throws InterruptedException {
        LivyEndpoint server = new LivyEndpoint(livy.address(), new LivyCredentials(null, true));
        tracker = new Tracker(folder, cluster -> server);
    }

    @AfterEach
    void close() {
        tracker.close();
        livy.close();
    }

    @Test
    void statementsAreRunOneByOneWithTheirArgumentsAsLiterals() {
        Query query = tracker.ended(tracker.start("alice", "rows :n; rows 1", "{\"params\":{\"n\":2}}"));

        assertThat(query.state())
                .isInstanceOfSatisfying(
                        Completed.class, c -> assertThat(c.results()).isEqualTo(2));
        assertThat(livy.codes(0)).containsExactly("rows (2)", "rows 1");
        assertThat(tracker.service().result("alice", query.id(), 0).rows()).hasSize(2);
    }

    @Test
    void failedStatementEndsTheQuery() {
        Query query = tracker.ended(tracker.start("alice", "rows 1; fail because; rows 1"));

        assertThat(query.state()).isInstanceOf(Failed.class);
        assertThat(livy.codes(0)).hasSize(2);
    }

    @Test
    void abortedQueryLeavesItsSessionForTheNext() {
        String id = tracker.start("alice", "block");
        tracker.awaitStatement(id);
        tracker.service().abort("alice", id, "");
        tracker.ended(id);

        assertThat(tracker.ended(tracker.start("alice", "rows 1")).placement().verdict())
                .isEqualTo("reused");
    }
}
