package org.sparklaunch.querytracker.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparklaunch.querytracker.error.QueryError;
import org.sparklaunch.querytracker.error.QueryException;
import org.sparklaunch.querytracker.query.Query;
import org.sparklaunch.querytracker.query.QueryProgress;
import org.sparklaunch.querytracker.query.QueryResult;
import org.sparklaunch.querytracker.query.QueryState.Aborted;
import org.sparklaunch.querytracker.query.QueryState.Completed;
import org.sparklaunch.querytracker.query.QueryState.Failed;
import org.sparklaunch.querytracker.result.ResultFolder;
import org.sparklaunch.querytracker.result.ResultRetention;
import org.sparklaunch.querytracker.testing.FakeLivy;
import org.sparklaunch.querytracker.testing.Livy;
import org.sparklaunch.querytracker.testing.ManualClock;
import org.sparklaunch.querytracker.testing.Tracker;

class QueryServiceTest {
    private final FakeLivy livy = FakeLivy.extended();

    @TempDir
    private Path folder;

    private Tracker tracker;

    @BeforeEach
    void open() throws InterruptedException {
        tracker = new Tracker(folder, Livy.directory(livy));
    }

    @AfterEach
    void close() {
        tracker.close();
        livy.close();
    }

    @Test
    void queryEndsWithItsRows() {
        String id = tracker.start("alice", "rows 3");

        assertThat(tracker.ended(id).state().word()).isEqualTo("completed");
        assertThat(tracker.service().result("alice", id, 0).rows()).isEqualTo(Tracker.json("[[0],[1],[2]]"));
    }

    @Test
    void secondQueryOfAUserReportsReuse() {
        tracker.ended(tracker.start("alice", "rows 1"));

        Query second = tracker.ended(tracker.start("alice", "rows 1"));

        assertThat(second.placement().verdict()).isEqualTo("reused");
        assertThat(livy.sessionIds()).hasSize(1);
    }

    @Test
    void rowsBeyondTheLimitAreCutAndMarked() {
        String id = tracker.start("alice", "rows 1000");
        tracker.ended(id);

        QueryResult result = tracker.service().result("alice", id, 0);

        assertThat(result.rows()).hasSize(Tracker.ROW_LIMIT);
        assertThat(result.truncated()).isTrue();
    }

    private String failure(String user, String table) {
        String sql = "fail [TABLE_OR_VIEW_NOT_FOUND] The table or view `" + table + "` cannot be found. Check it.";
        return ((Failed) tracker.ended(tracker.start(user, sql)).state())
                .error()
                .rootMessage();
    }

    @Test
    void unknownTableThatWasATemporaryViewOfTheUserIsExplained() {
        tracker.ended(tracker.start("alice", "create temporary view Orders2 as select 1"));

        assertThat(failure("alice", "orders2"))
                .contains("cannot be found")
                .contains("A temporary view 'orders2' existed in an earlier query")
                .contains("'session'");
        assertThat(failure("alice", "orders3")).doesNotContain("earlier query");
        assertThat(failure("bob", "orders2")).doesNotContain("earlier query");
    }

    @Test
    void wrongSqlFailsWithSparksWords() {
        Query query = tracker.ended(tracker.start("alice", "fail no such table"));

        assertThat(query.state()).isInstanceOfSatisfying(Failed.class, failed -> {
            assertThat(failed.error().message()).isEqualTo("Query " + query.id() + " failed");
            assertThat(failed.error().rootMessage()).isEqualTo("no such table");
        });
    }

    @Test
    void failedQueryGivesItsSessionBack() {
        tracker.ended(tracker.start("alice", "fail"));

        assertThat(tracker.ended(tracker.start("alice", "rows 1")).placement().verdict())
                .isEqualTo("reused");
    }

    @Test
    void wrongSettingIsRefusedBeforeTheQueryIsAccepted() {
        assertThatThrownBy(() -> tracker.start("alice", "rows 1", "{\"sparkconf\":{}}"))
                .hasMessageContaining("did you mean 'spark_conf'");
    }

    @Test
    void everyStatementHasItsResult() {
        Query query = tracker.ended(tracker.start("alice", "rows 1; rows 2; -- nothing"));

        assertThat(query.state())
                .isInstanceOfSatisfying(
                        Completed.class, c -> assertThat(c.results()).isEqualTo(2));
        assertThat(tracker.service().result("alice", query.id(), 1).rows()).hasSize(2);
    }

    @Test
    void statementsThatChangeTheSessionOrHaveNoColumnsDoNotCountAsResults() {
        Query query = tracker.ended(
                tracker.start("alice", "set spark.x = 1; create table t; use s; reset; set time zone 'UTC'; rows 2"));

        assertThat(query.state())
                .isInstanceOfSatisfying(
                        Completed.class, c -> assertThat(c.results()).isEqualTo(1));
        assertThat(tracker.service().result("alice", query.id(), 0).rows()).hasSize(2);
    }

    @Test
    void resultsOfSuchStatementsAloneCount() {
        Query query = tracker.ended(tracker.start("alice", "set spark.x = 1; create table t"));

        assertThat(query.state())
                .isInstanceOfSatisfying(
                        Completed.class, c -> assertThat(c.results()).isEqualTo(2));
    }

    @Test
    void valueThatIsShownIsAResult() {
        Query query = tracker.ended(tracker.start("alice", "set spark.x; rows 2"));

        assertThat(query.state())
                .isInstanceOfSatisfying(
                        Completed.class, c -> assertThat(c.results()).isEqualTo(2));
    }

    @Test
    void completedQueryHasTheFinalCounts() {
        Query query = tracker.ended(tracker.start("alice", "rows 1"));

        assertThat(query.progress()).isEqualTo(new QueryProgress(1, 2, 1, 10, 5, 500));
    }

    @Test
    void draftIsStoredAndNeverRuns() {
        String id = tracker.service()
                .start(new QueryService.NewQuery(
                        "alice",
                        "spyt",
                        "unfinished",
                        Tracker.json("{\"spark_conf\":\"{\"}"),
                        Tracker.json("{}"),
                        true,
                        null,
                        Set.of()));
        tracker.ended(tracker.start("alice", "rows 1"));

        assertThat(tracker.find(id).state().word()).isEqualTo("draft");
        assertThat(livy.posted()).containsExactly("rows 1");
        assertThatThrownBy(() -> tracker.service().abort("alice", id, ""))
                .hasMessageContaining("which is in state \"draft\"");
    }

    @Test
    void argumentsAreSentBesideTheSql() {
        tracker.ended(tracker.start("alice", "rows 1", "{\"params\":{\"a\":\"'; drop\",\"b\":1.5}}"));

        assertThat(livy.orders(0).get(0).path("params"))
                .hasToString("{\"a\":\"'; drop\",\"b\":{\"type\":\"decimal\",\"value\":\"1.5\"}}");
    }

    @Test
    void progressIsReportedWhileAQueryRuns() {
        String id = tracker.start("alice", "block");

        await().until(() -> tracker.find(id).progress().tasks() == 10);

        assertThat(tracker.find(id).progress()).isEqualTo(new QueryProgress(0.5, 2, 1, 10, 5, 500));
        livy.unblock();
    }

    @Test
    void expiredResultReportsTheRetention() {
        Query query = tracker.ended(tracker.start("alice", "rows 1"));
        ManualClock later = new ManualClock();
        later.advance(Duration.ofDays(36_500));

        new ResultRetention(tracker.store(), new ResultFolder(folder.resolve("results")), Duration.ofHours(2), later)
                .run();

        assertThatThrownBy(() -> tracker.service().result("alice", query.id(), 0))
                .hasMessageContaining("results are kept for 2 h");
    }

    @Test
    void unknownEngineIsRefused() {
        assertThatThrownBy(() -> tracker.service()
                        .start(new QueryService.NewQuery(
                                "alice", "yql", "x", Tracker.json("{}"), Tracker.json("{}"), false, null, Set.of())))
                .hasMessageContaining("Unknown engine 'yql'");
    }

    @Test
    void abortFreesTheSession() {
        String id = tracker.start("alice", "block");
        tracker.awaitStatement(id);
        await().until(() -> livy.sessionIds().size() == 1 && !livy.codes(0).isEmpty());

        tracker.service().abort("alice", id, "enough");

        assertThat(tracker.ended(id).state())
                .isInstanceOfSatisfying(
                        Aborted.class,
                        aborted -> assertThat(aborted.error().rootMessage())
                                .contains("aborted by user 'alice' with message: enough"));
        assertThat(tracker.ended(tracker.start("alice", "rows 1")).placement().verdict())
                .isEqualTo("reused");
    }

    @Test
    void queryWaitingForASessionReportsItsReasonAndCanBeAborted() {
        livy.limit(1);
        String first = tracker.start("alice", "block");
        tracker.awaitStatement(first);
        String second = tracker.start("bob", "rows 1");
        await().until(() -> tracker.find(second).placement().waiting() != null);

        tracker.service().abort("bob", second, "");

        assertThat(tracker.ended(second).state().word()).isEqualTo("aborted");
        tracker.service().abort("alice", first, "");
        tracker.ended(first);
    }

    @Test
    void pendingQueryIsAbortedAtOnce() {
        for (int i = 0; i < 4; i++) {
            tracker.awaitState(tracker.start("user" + i, "block"), "running");
        }
        String fifth = tracker.start("alice", "rows 1");

        tracker.service().abort("alice", fifth, "");

        assertThat(tracker.find(fifth).state().word()).isEqualTo("aborted");
    }

    @Test
    void endedQueryCannotBeAborted() {
        String id = tracker.start("alice", "rows 1");
        tracker.ended(id);

        assertThatThrownBy(() -> tracker.service().abort("alice", id, ""))
                .hasMessageContaining("Cannot abort query " + id)
                .hasMessageContaining("\"completed\"");
    }

    @Test
    void queryEndsAtItsTimeout() {
        String id = tracker.start("alice", "block", "{\"timeout\":\"200ms\"}");

        assertThat(tracker.ended(id).state())
                .isInstanceOfSatisfying(
                        Failed.class,
                        failed -> assertThat(failed.error().rootMessage()).contains("timeout, 200 ms"));
    }

    @Test
    void queryWithOnLimitFailFailsAtTheLimit() {
        livy.limit(0);

        Query query = tracker.ended(tracker.start("alice", "rows 1", "{\"on_limit\":\"fail\"}"));

        assertThat(((Failed) query.state()).error().rootMessage())
                .contains("all sessions")
                .contains("on_limit=wait");
    }

    @Test
    void queryInDeadSessionFailsWithTheReason() {
        String id = tracker.start("alice", "block");
        tracker.awaitStatement(id);
        await().until(() -> !livy.codes(0).isEmpty());

        livy.kill(0);

        assertThat(tracker.ended(id).state().word()).isEqualTo("failed");
    }

    @Test
    void queriesOfOthersMayNotBeSeen() {
        String id = tracker.start("alice", "rows 1");

        assertThatThrownBy(() -> tracker.service().get("bob", id))
                .isInstanceOfSatisfying(
                        QueryException.class, e -> assertThat(e.error().code()).isEqualTo(QueryError.UNAUTHORIZED));
    }

    @Test
    void resultOfARunningQueryDoesNotExistYet() {
        String id = tracker.start("alice", "block");

        assertThatThrownBy(() -> tracker.service().result("alice", id, 0))
                .isInstanceOfSatisfying(
                        QueryException.class, e -> assertThat(e.error().code()).isEqualTo(QueryError.RESULT_NOT_FOUND));
    }

    @Test
    void waitReturnsWhenTheQueryEnds() {
        String id = tracker.start("alice", "rows 1");

        assertThat(tracker.service().whenEnded(id)).succeedsWithin(Duration.ofSeconds(10));
        assertThat(tracker.find(id).state().word()).isEqualTo("completed");
    }

    @Test
    void manyQueriesOfManyUsersOverFewSessionsAllEnd() {
        livy.limit(3);
        java.util.List<String> ids = new java.util.ArrayList<>();
        for (int i = 0; i < 100; i++) {
            ids.add(tracker.start("user" + i % 7, "rows " + i % 10));
        }

        for (int i = 0; i < ids.size(); i++) {
            assertThat(tracker.ended(ids.get(i)).state().word()).isEqualTo("completed");
            assertThat(tracker.service().result("user" + i % 7, ids.get(i), 0).rows())
                    .hasSize(i % 10);
        }
    }

    @Test
    void cellThatCannotBeShownFailsTheQueryWithAMessage() {
        String id = tracker.start("alice", "cell timestamp soon");

        assertThat(tracker.ended(id).state())
                .isInstanceOfSatisfying(
                        Failed.class,
                        failed -> assertThat(failed.error().rootMessage())
                                .contains("the result cannot be shown", "column 'n'", "soon"));
    }
}
