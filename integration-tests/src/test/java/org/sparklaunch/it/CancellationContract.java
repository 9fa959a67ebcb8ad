package org.sparklaunch.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Aborts queries and statements at random moments of their first second: no Spark job goes on, and the next query answers. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class CancellationContract {
    private static final int TIMES = 18;
    private static final int CAMPAIGN = Integer.getInteger("campaign.abortions", 200);
    private static final String ENDLESS = "range(0, 1000000000000, 1, 2)";

    private static final List<String> QUERIES = List.of(
            "SELECT sum(hash(id, id + 1)) FROM " + ENDLESS,
            "SELECT count(*) FROM (SELECT hash(id) % 1000 AS k, count(*) AS n FROM " + ENDLESS
                    + " GROUP BY 1) a JOIN (SELECT hash(id, 1) % 1000 AS k FROM " + ENDLESS + ") b ON a.k = b.k",
            "SELECT /*+ BROADCAST(b) */ count(*) FROM " + ENDLESS + " a JOIN (SELECT max(id) AS id FROM " + ENDLESS
                    + ") b ON a.id = b.id");

    private static final List<String> CODES = List.of(
            "sc.parallelize(1 to 2, 2).map(i => { Thread.sleep(600000); i }).count()",
            "spark.sql(\"" + QUERIES.get(1) + "\").show()");

    private final Random random = new Random(14);
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private RunningCluster cluster;

    /** The installation to launch on. */
    protected abstract Path sparkHome();

    @BeforeAll
    void launch() {
        cluster = RunningCluster.launch(
                "--spark-home", sparkHome().toString(), "--enable-query-tracker", "--metastore", "none");
    }

    @AfterAll
    void end() {
        timer.shutdownNow();
        if (cluster != null) {
            cluster.close();
        }
    }

    @Test
    void abortedQueriesLeaveNoSparkJob() {
        abortQueries("alice", TIMES);
    }

    @Test
    void cancelledStatementsLeaveNoSparkJob() {
        cancelStatements(TIMES);
    }

    @Test
    @Tag("long")
    void manyAbortionsLeaveNoSparkJob() {
        abortQueries("alice", CAMPAIGN);
        cancelStatements(CAMPAIGN);
    }

    @Test
    @Tag("long")
    void manyAbortionsUnderLoadLeaveNoSparkJob() {
        try (LivySession busy = LivySession.start(cluster.livy(), "spark")) {
            busy.post("while (true) { (1 to 100000).map(_.toString).toSet.size }");
            abortQueries("alice", CAMPAIGN);
        }
    }

    /** Here because this launch needs no tables. */
    @Test
    void tablesAreRefusedWithoutAMetastore() {
        assertThat(cluster.discovered().get("metastore").isNull()).isTrue();
        for (String statement : List.of(
                "CREATE TABLE t USING parquet AS SELECT 1 x",
                "CREATE TABLE t (x INT) USING parquet",
                "CREATE DATABASE d",
                "CREATE VIEW v AS SELECT 1 x")) {
            CommandResult refused = cluster.sql("alice", statement);
            assertThat(refused.exitCode()).as(statement).isEqualTo(1);
            assertThat(refused.err()).as(statement).contains("this launch has no metastore (--metastore none)");
        }
        CommandResult view = cluster.sql("alice", "CREATE TEMPORARY VIEW v AS SELECT 41 + 1 x; SELECT * FROM v");
        assertThat(view.out()).as(view.err()).contains("42");
    }

    /** Here because this launch has a query tracker on both lines of Spark. Long, since its session takes a slot of the others. */
    @Test
    @Tag("long")
    void everyValueIsTheSameInEveryFormOfTheTracker(@TempDir Path folder) {
        new TrackerForms(cluster).assertValuesArriveInEveryForm(folder);
    }

    private void abortQueries(String user, int times) {
        Http tracker = cluster.queryTracker();
        String ui = sparkUi(user);
        int lost = 0;
        for (int i = 0; i < times; i++) {
            String id = start(tracker, user, QUERIES.get(i % QUERIES.size()));
            awaitQuery(tracker, user, id, List.of("running"));
            int delay = random.nextInt(1_000);
            var unused = timer.schedule(
                    () -> tracker.postFor(user, "/api/v4/abort_query", "{\"query_id\":\"" + id + "\"}"),
                    delay,
                    TimeUnit.MILLISECONDS);

            awaitQuery(tracker, user, id, List.of("aborted"));
            assertNoJobRuns(ui, "query " + i + " aborted after " + delay + " ms");
            JsonNode next = awaitQuery(tracker, user, start(tracker, user, "SELECT 1"), List.of("completed"));
            if (!next.at("/progress/verdict").asText().equals("reused")) {
                // It was not free within five seconds, as can happen on a busy machine.
                lost++;
                ui = sparkUi(user);
            }
        }
        assertThat(lost).as("sessions lost in " + times + " abortions").isLessThanOrEqualTo(times / 6);
    }

    private void cancelStatements(int times) {
        Http livy = cluster.livy();
        try (LivySession session = LivySession.start(livy, "spark")) {
            String ui =
                    livy.get(session.path()).json().at("/appInfo/sparkUiUrl").asText();
            for (int i = 0; i < times; i++) {
                int statement = session.post(CODES.get(i % CODES.size()));
                session.awaitRunning(statement);
                int delay = random.nextInt(1_000);
                var unused = timer.schedule(
                        () -> livy.post(session.path() + "/statements/" + statement + "/cancel", ""),
                        delay,
                        TimeUnit.MILLISECONDS);

                assertThat(session.awaitStatement(statement).get("state").asText())
                        .isEqualTo("cancelled");
                assertNoJobRuns(ui, "statement " + i + " cancelled after " + delay + " ms");
                assertThat(session.run("sql", "SELECT 1").at("/output/status").asText())
                        .isEqualTo("ok");
            }
        }
    }

    /** The address of Spark's pages of the user's session. */
    private String sparkUi(String user) {
        Http tracker = cluster.queryTracker();
        JsonNode query = awaitQuery(tracker, user, start(tracker, user, "SELECT 1"), List.of("completed"));
        int session = query.at("/progress/session_id").asInt();
        return cluster.livy()
                .getAs(UserTokens.issue(cluster, user), "/sessions/" + session)
                .json()
                .at("/appInfo/sparkUiUrl")
                .asText();
    }

    private static String start(Http tracker, String user, String sql) {
        Http.Answer answer = tracker.postFor(user, "/api/v4/start_query", "{\"query\":" + Http.quoted(sql) + "}");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json().path("query_id").asText();
    }

    private static JsonNode awaitQuery(Http tracker, String user, String id, List<String> states) {
        return await("query " + id + " " + states)
                .atMost(Duration.ofSeconds(90))
                .until(
                        () -> tracker.getFor(user, "/api/v4/get_query?query_id=" + id)
                                .json(),
                        query -> states.contains(query.path("state").asText()));
    }

    /** A job that starts late is found by the check after the next query, since each of them runs for minutes. */
    private void assertNoJobRuns(String ui, String after) {
        await("no Spark job: " + after)
                .atMost(Duration.ofSeconds(10))
                .until(() -> runningJobs(cluster.sparkPages(ui)) == 0);
    }

    private static int runningJobs(Http spark) {
        try {
            String application =
                    spark.get("/api/v1/applications").json().at("/0/id").asText();
            return spark.get("/api/v1/applications/" + application + "/jobs?status=running")
                    .json()
                    .size();
        } catch (UncheckedIOException e) {
            // The session was lost, and its jobs with it.
            return 0;
        }
    }
}
