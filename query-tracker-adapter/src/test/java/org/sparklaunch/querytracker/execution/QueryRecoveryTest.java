package org.sparklaunch.querytracker.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparklaunch.querytracker.query.Query;
import org.sparklaunch.querytracker.query.QueryLocation;
import org.sparklaunch.querytracker.query.QueryProgress;
import org.sparklaunch.querytracker.query.QueryState;
import org.sparklaunch.querytracker.query.QueryState.Failed;
import org.sparklaunch.querytracker.store.DatabaseConfig;
import org.sparklaunch.querytracker.store.TrackerDatabase;
import org.sparklaunch.querytracker.testing.FakeLivy;
import org.sparklaunch.querytracker.testing.Livy;
import org.sparklaunch.querytracker.testing.Tracker;

class QueryRecoveryTest {
    private final FakeLivy livy = FakeLivy.extended();

    @TempDir
    private Path folder;

    @AfterEach
    void close() {
        livy.close();
    }

    @Test
    void runningQueryResumesItsStatement() throws InterruptedException {
        String id = crashDuring("block");
        try (Tracker next = open()) {
            livy.unblock();

            assertThat(next.ended(id).state().word()).isEqualTo("completed");
            assertThat(livy.codes(0)).containsExactly("block");
        }
    }

    @Test
    void resumedSessionServesTheNextQuery() throws InterruptedException {
        String id = crashDuring("block");
        try (Tracker next = open()) {
            livy.unblock();
            next.ended(id);

            assertThat(next.ended(next.start("alice", "rows 1")).placement().verdict())
                    .isEqualTo("reused");
        }
    }

    @Test
    void queryWhoseSessionDisappearedFailsWithTheReason() throws InterruptedException {
        String id = crashDuring("block");
        livy.kill(0);
        try (Tracker next = open()) {
            assertThat(next.ended(id).state())
                    .isInstanceOfSatisfying(
                            Failed.class,
                            failed -> assertThat(failed.error().rootMessage())
                                    .contains("no longer exists")
                                    .contains("it is unknown whether the query ended"));
        }
    }

    @Test
    void queryThatNoServerAcceptedRunsAgain() throws InterruptedException {
        Tracker before = open();
        Query first = before.ended(before.start("alice", "rows 1"));
        before.crash();
        String id = neverPosted(first);

        try (Tracker next = open()) {
            assertThat(next.ended(id).state().word()).isEqualTo("completed");
        }
        assertThat(livy.requests())
                .filteredOn(r -> r.matches("POST .*/statements"))
                .hasSize(2);
    }

    @Test
    void waitingQueriesRunAfterTheRestart() throws InterruptedException {
        livy.limit(0);
        Tracker before = open();
        String id = before.start("alice", "rows 2");
        await().until(() -> before.find(id).placement().waiting() != null);
        before.crash();
        livy.limit(5);

        try (Tracker next = open()) {
            assertThat(next.ended(id).state().word()).isEqualTo("completed");
        }
    }

    @Test
    void queryThatWasBeingAbortedEnds() throws InterruptedException {
        String id = crashDuring("block");
        try (TrackerDatabase database = TrackerDatabase.open(new DatabaseConfig.File(folder.resolve("queries.db")))) {
            database.queries().moveAnyOwner(id, new QueryState.Running(), new QueryState.Aborting());
        }
        try (Tracker next = open()) {
            assertThat(next.find(id).state().word()).isEqualTo("aborted");
        }
    }

    @Test
    void idleSessionsAreAdopted() throws InterruptedException {
        Tracker before = open();
        before.ended(before.start("alice", "rows 1"));
        before.crash();

        try (Tracker next = open()) {
            assertThat(next.ended(next.start("alice", "rows 1")).placement().verdict())
                    .isEqualTo("reused");
        }
    }

    /** A query as if the tracker had died between writing its statement's id and posting the statement. */
    private String neverPosted(Query before) {
        Query query = new Query(
                "never-posted",
                "alice",
                "spyt",
                "rows 2",
                before.settings(),
                before.annotations(),
                before.start(),
                new QueryState.Running(),
                QueryLocation.NONE,
                QueryProgress.NONE,
                Set.of(),
                "");
        try (TrackerDatabase database = TrackerDatabase.open(new DatabaseConfig.File(folder.resolve("queries.db")))) {
            database.queries().add(query);
            database.queries()
                    .place(query.id(), before.placement().at(before.placement().statementId() + 1));
        }
        return query.id();
    }

    private String crashDuring(String sql) throws InterruptedException {
        Tracker before = open();
        String id = before.start("alice", sql);
        before.awaitStatement(id);
        await().until(() -> !livy.codes(0).isEmpty());
        // A kill, unlike a close, cancels nothing.
        int cancels = cancels();
        before.crash();
        assertThat(cancels()).isEqualTo(cancels);
        return id;
    }

    private int cancels() {
        return (int) livy.requests().stream().filter(r -> r.endsWith("/cancel")).count();
    }

    private Tracker open() throws InterruptedException {
        return new Tracker(folder, Livy.directory(livy));
    }
}
