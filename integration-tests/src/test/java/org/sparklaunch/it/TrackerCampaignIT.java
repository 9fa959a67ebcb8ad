package org.sparklaunch.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Many users on few sessions: every query ends once, with its own row, and no session is more than the limit allows. */
@Tag("long")
class TrackerCampaignIT {
    private static final int QUERIES = Integer.getInteger("campaign.queries", 1_000);
    private static final int USERS = 20;
    private static final int SLOTS = 5;
    private static final int WARM = 1;

    private static RunningCluster cluster;

    @BeforeAll
    static void launch() {
        cluster = RunningCluster.launch(
                "--enable-query-tracker",
                "--livy-max-sessions",
                Integer.toString(SLOTS),
                "--worker-cores",
                "5",
                "--worker-memory",
                "6G",
                "--livy-warm-sessions",
                Integer.toString(WARM));
    }

    @AfterAll
    static void end() {
        cluster.close();
    }

    @Test
    void everyQueryOfManyUsersEndsOnceWithItsOwnRow() throws Exception {
        Http tracker = cluster.queryTracker();
        long start = System.nanoTime();
        ExecutorService users = Executors.newFixedThreadPool(USERS);
        List<Future<Map<Integer, String>>> started = new ArrayList<>();
        for (int user = 0; user < USERS; user++) {
            int number = user;
            started.add(users.submit(() -> startAll(tracker, number)));
        }
        SlotWatch slots = new SlotWatch(cluster, SLOTS);
        try {
            int sessions = 0;
            int queries = 0;
            for (int user = 0; user < USERS; user++) {
                for (Map.Entry<Integer, String> query : started.get(user).get().entrySet()) {
                    sessions += check(tracker, "user" + user, query.getKey(), query.getValue()) ? 1 : 0;
                    queries++;
                }
            }
            report(queries, sessions, slots, System.nanoTime() - start);
            assertThat(queries).isEqualTo(QUERIES);
            slots.assertSumsWereRight();
        } finally {
            slots.close();
            users.shutdownNow();
        }
        assertThat(slots.mostDrivers()).isBetween(1, SLOTS + WARM);
        for (int user = 0; user < USERS; user++) {
            assertThat(count(tracker, "user" + user)).isEqualTo(QUERIES / USERS);
        }
    }

    private static Map<Integer, String> startAll(Http tracker, int user) {
        Map<Integer, String> ids = new TreeMap<>();
        for (int i = 0; i < QUERIES / USERS; i++) {
            int value = user * 1_000 + i;
            Http.Answer answer = tracker.postFor(
                    "user" + user,
                    "/api/v4/start_query",
                    "{\"query\":\"SELECT :v AS v, count(*) AS n FROM range(100)\",\"settings\":{\"params\":{\"v\":"
                            + value + "}}}");
            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
            ids.put(value, answer.json().path("query_id").asText());
        }
        return ids;
    }

    /** Whether the query started a session. */
    private static boolean check(Http tracker, String user, int value, String id) {
        JsonNode query = await("the end of " + id)
                .atMost(Duration.ofMinutes(20))
                .until(
                        () -> tracker.getFor(user, "/api/v4/get_query?wait=30&query_id=" + id)
                                .json(),
                        q -> List.of("completed", "failed", "aborted")
                                .contains(q.path("state").asText()));
        assertThat(query.path("state").asText()).as(query.toString()).isEqualTo("completed");
        assertThat(tracker.getFor(user, "/api/v4/read_query_result?query_id=" + id)
                        .json()
                        .path("rows"))
                .hasToString("[[" + value + ",100]]");
        return query.path("progress").path("verdict").asText().startsWith("new");
    }

    private static int count(Http tracker, String user) {
        return tracker.getFor(user, "/api/v4/list_queries?limit=10000&state=completed&attributes=id")
                .json()
                .path("queries")
                .size();
    }

    private static void report(int queries, int sessions, SlotWatch slots, long nanos) {
        System.out.printf(
                "campaign: %d queries of %d users over %d slots in %d s, %d sessions started, at most %d drivers at one"
                        + " time in %d looks%n",
                queries, USERS, SLOTS, nanos / 1_000_000_000L, sessions, slots.mostDrivers(), slots.looks());
    }
}
