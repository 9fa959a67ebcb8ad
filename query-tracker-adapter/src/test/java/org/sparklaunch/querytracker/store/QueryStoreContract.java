package org.sparklaunch.querytracker.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.sparklaunch.querytracker.error.QueryError;
import org.sparklaunch.querytracker.query.FullResult;
import org.sparklaunch.querytracker.query.Query;
import org.sparklaunch.querytracker.query.QueryFilter;
import org.sparklaunch.querytracker.query.QueryFilter.Cursor;
import org.sparklaunch.querytracker.query.QueryFilter.Viewer;
import org.sparklaunch.querytracker.query.QueryLocation;
import org.sparklaunch.querytracker.query.QueryProgress;
import org.sparklaunch.querytracker.query.QueryResult;
import org.sparklaunch.querytracker.query.QueryState;
import org.sparklaunch.querytracker.query.QueryState.Completed;
import org.sparklaunch.querytracker.query.QueryState.Completing;
import org.sparklaunch.querytracker.query.QueryState.Failed;
import org.sparklaunch.querytracker.query.QueryState.Pending;
import org.sparklaunch.querytracker.query.QueryState.Running;
import org.sparklaunch.querytracker.query.QueryStore;
import org.sparklaunch.querytracker.testing.Tracker;

/** What every store of queries keeps to, whatever its database. */
abstract class QueryStoreContract {
    private static final Instant T = Instant.parse("2026-01-01T00:00:00.123456Z");

    abstract QueryStore store();

    /** The same store after a restart. */
    abstract QueryStore reopened();

    @Test
    void queryIsReadAsItWasWritten() {
        Query query = query("1", "alice", "select 'ü ☃'", T);
        store().add(query);

        Query found = reopened().find("1").orElseThrow();

        assertThat(found.tracker()).isNotEmpty();
        assertThat(found)
                .isEqualTo(new Query(
                        query.id(),
                        query.user(),
                        query.engine(),
                        query.sql(),
                        query.settings(),
                        query.annotations(),
                        query.start(),
                        query.state(),
                        query.placement(),
                        query.progress(),
                        query.access(),
                        found.tracker()));
    }

    @Test
    void unknownQueryDoesNotExist() {
        assertThat(store().find("none")).isEmpty();
    }

    @Test
    void moveFromTheRightStateMoves() {
        store().add(query("1", "alice", "x", T));

        assertThat(store().move("1", new Pending(), new Running())).isTrue();
        assertThat(state("1")).isEqualTo(new Running());
    }

    @Test
    void moveFromAnotherStateChangesNothing() {
        store().add(query("1", "alice", "x", T));

        assertThat(store().move("1", new Running(), new Completing())).isFalse();
        assertThat(state("1")).isEqualTo(new Pending());
    }

    @Test
    void failureKeepsItsCauses() {
        Failed failed = new Failed(
                T.plusSeconds(1), new QueryError(7, "inner", Map.of("traceback", "a\nb"), List.of()).within("outer"));
        store().add(query("1", "alice", "x", T));
        store().move("1", new Pending(), failed);

        assertThat(reopened().find("1").orElseThrow().state()).isEqualTo(failed);
    }

    @Test
    void placementIsReadAsItWasWritten() {
        QueryLocation placement = new QueryLocation("reused", null, "name", 3, 4);
        store().add(query("1", "alice", "x", T));
        store().place("1", placement);

        assertThat(reopened().find("1").orElseThrow().placement()).isEqualTo(placement);
    }

    @Test
    void completionStoresResultsAndState() {
        store().add(query("1", "alice", "x", T));
        store().move("1", new Pending(), new Completing());

        assertThat(store().complete("1", new Completed(T, 1), List.of(result("[[1.50,\"ü\",null]]", true))))
                .isTrue();
        assertThat(reopened().result("1", 0)).contains(result("[[1.50,\"ü\",null]]", true));
        assertThat(state("1")).isEqualTo(new Completed(T, 1));
    }

    @Test
    void resultOfAQueryThatDoesNotCompleteIsNotStored() {
        store().add(query("1", "alice", "x", T));

        assertThat(store().complete("1", new Completed(T, 1), List.of(result("[]", false))))
                .isFalse();
        assertThat(store().result("1", 0)).isEmpty();
    }

    @Test
    void fullResultIsReadAsItWasWrittenAndItsFolderIsKnown() {
        FullResult full = new FullResult(
                "0123456789abcdef0123456789abcdef-123", 7, List.of(new FullResult.Part("part-0.parquet", 12)));
        QueryResult result = result("[]", true);
        store().add(query("1", "alice", "x", T));
        store().move("1", new Pending(), new Completing());
        store().complete(
                        "1", new Completed(T, 1), List.of(new QueryResult(result.schema(), result.rows(), true, full)));

        assertThat(store().result("1", 0).orElseThrow().full()).isEqualTo(full);
        assertThat(store().fullResults(null)).containsExactly(full.folder());
        assertThat(store().fullResults(T)).isEmpty();
        assertThat(store().fullResults(T.plusSeconds(1))).containsExactly(full.folder());
    }

    @Test
    void decimalsKeepTheirDigits() {
        store().add(query("1", "alice", "x", T));
        store().move("1", new Pending(), new Completing());
        store().complete("1", new Completed(T, 1), List.of(result("[[12345678901234567890.123456789]]", false)));

        assertThat(store().result("1", 0).orElseThrow().rows().toString())
                .isEqualTo("[[12345678901234567890.123456789]]");
    }

    @Test
    void resultsExpireAndTheirQueriesStay() {
        for (String id : List.of("old", "new")) {
            store().add(query(id, "alice", "x", T));
            store().move(id, new Pending(), new Completing());
            Instant end = id.equals("old") ? T : T.plusSeconds(60);
            store().complete(id, new Completed(end, 1), List.of(result("[]", false)));
        }

        assertThat(store().expireResults(T.plusSeconds(1))).isEqualTo(1);

        assertThat(store().result("old", 0)).isEmpty();
        assertThat(store().result("new", 0)).isPresent();
        assertThat(store().find("old")).isPresent();
    }

    @Test
    void unfinishedAreListedOldestFirst() {
        store().add(query("2", "alice", "x", T.plusSeconds(1)));
        store().add(query("1", "alice", "x", T));
        store().add(query("3", "alice", "x", T));
        store().move("3", new Pending(), new Failed(T, QueryError.of(1, "x")));

        assertThat(store().unfinished()).extracting(Query::id).containsExactly("1", "2");
        assertThat(store().countUnfinished()).isEqualTo(Map.of("pending", 2L));
    }

    @Test
    void listIsNewestFirstAndLimited() {
        for (int i = 0; i < 5; i++) {
            store().add(query("" + i, "alice", "x", T.plusSeconds(i)));
        }

        assertThat(list(null, null, null, 2)).containsExactly("4", "3");
    }

    @Test
    void cursorIsExclusive() {
        for (int i = 0; i < 3; i++) {
            store().add(query("" + i, "alice", "x", T.plusSeconds(i)));
        }

        assertThat(list(new Cursor(T.plusSeconds(2), false), null, null, 10)).containsExactly("1", "0");
    }

    @Test
    void futureCursorListsLaterQueries() {
        for (int i = 0; i < 4; i++) {
            store().add(query("" + i, "alice", "x", T.plusSeconds(i)));
        }

        assertThat(list(new Cursor(T, true), null, null, 2)).containsExactly("1", "2");
    }

    @Test
    void hiddenQueryIsFoundButNotListed() {
        store().add(query("1", "alice", "x", "{\"is_indexed\":false}", T));

        assertThat(list(null, null, null, 10)).isEmpty();
        assertThat(store().find("1")).isPresent();
    }

    @Test
    void secondQueryOfAnIdIsNotAdded() {
        store().add(query("1", "alice", "first", T));

        assertThat(store().add(query("1", "alice", "second", T))).isFalse();
        assertThat(store().find("1").orElseThrow().sql()).isEqualTo("first");
    }

    @Test
    void annotationsAreReplaced() {
        store().add(query("1", "alice", "x", T));

        store().annotate("1", Tracker.json("{\"title\":\"new\"}"));

        assertThat(reopened().find("1").orElseThrow().annotations()).isEqualTo(Tracker.json("{\"title\":\"new\"}"));
    }

    @Test
    void progressIsReadAsItWasWritten() {
        QueryProgress progress = new QueryProgress(0.5, 2, 1, 20, 10, 1_000_000);
        store().add(query("1", "alice", "x", T));

        store().progress("1", progress);

        assertThat(reopened().find("1").orElseThrow().progress()).isEqualTo(progress);
    }

    @Test
    void filterFindsPartsOfTextWhateverTheirCase() {
        store().add(query("1", "alice", "SELECT Apples", T));
        store().add(query("2", "alice", "select pears", T));

        assertThat(list(null, null, "aPPle", 10)).containsExactly("1");
    }

    @Test
    void filterTakesPercentAndUnderscoreAsTheyAre() {
        store().add(query("1", "alice", "like 100%", T));
        store().add(query("2", "alice", "like 1000", T));

        assertThat(list(null, null, "100%", 10)).containsExactly("1");
    }

    @Test
    void listOfOneStateAndUser() {
        store().add(query("1", "alice", "x", T));
        store().add(query("2", "bob", "x", T));
        store().add(query("3", "alice", "x", T));
        store().move("3", new Pending(), new Running());

        assertThat(list(null, "pending", null, 10)).containsExactly("1");
    }

    @Test
    void listOfAViewerHasTheirOwnAndWhatIsSharedInListings() {
        for (String object : List.of("everyone", "a_b", "axb", "every")) {
            store().add(query(object, "alice", "x", T));
            store().share(object, Set.of(object));
        }
        store().add(query("own", "bob", "x", T));

        assertThat(listFor(new Viewer("bob", Set.of("everyone", "a_b"))))
                .containsExactlyInAnyOrder("own", "everyone", "a_b");
        assertThat(listFor(Viewer.ALL)).hasSize(5);
    }

    private List<String> listFor(Viewer viewer) {
        return store().list(new QueryFilter(null, null, null, viewer, null, null, null, null, null, 10)).stream()
                .map(Query::id)
                .toList();
    }

    private List<String> list(Cursor cursor, String state, String text, int limit) {
        return store()
                .list(new QueryFilter(null, null, cursor, Viewer.ALL, "alice", state, null, text, null, limit))
                .stream()
                .map(Query::id)
                .toList();
    }

    private QueryState state(String id) {
        return store().find(id).orElseThrow().state();
    }

    private static QueryResult result(String rows, boolean truncated) {
        ArrayNode schema = (ArrayNode) JsonColumn.read("[{\"name\":\"x\",\"nullable\":true,\"type\":\"integer\"}]");
        return new QueryResult(schema, (ArrayNode) JsonColumn.read(rows), truncated, null);
    }

    static Query query(String id, String user, String text, Instant start) {
        return query(id, user, text, "{\"spark_conf\":{\"spark.x\":\"1\"}}", start);
    }

    private static Query query(String id, String user, String text, String settings, Instant start) {
        return new Query(
                id,
                user,
                "spyt",
                text,
                Tracker.json(settings),
                Tracker.json("{\"title\":\"t\"}"),
                start,
                new Pending(),
                QueryLocation.NONE,
                QueryProgress.NONE,
                Set.of(),
                "");
    }
}
