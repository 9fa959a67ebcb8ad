package org.sparklaunch.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Sessions on drivers that were ready before, on a real cluster; one launch, each test with the driver that it waits for. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class WarmPoolIT {
    private static final String LIVY = "org.sparklaunch.livy.server.LivyServerMain";

    /** A cold start takes 6 s on an idle machine; this leaves room for a busy one. */
    private static final Duration BLINK = Duration.ofMillis(1500);

    private static RunningCluster cluster;
    private static Http livy;

    @BeforeAll
    static void launch() {
        cluster = RunningCluster.launch("--livy-max-sessions", "3", "--enable-query-tracker");
        livy = cluster.livy();
    }

    @AfterAll
    static void end() {
        cluster.close();
    }

    @Test
    @Order(1)
    void claimedSessionIsReadyAtOnceWithItsSettings() {
        awaitWarm();
        long begun = System.nanoTime();
        int id = create(
                "{\"kind\":\"sql\",\"conf\":{\"spark.sql.shuffle.partitions\":\"3\",\"livy.rsc.sql.num-rows\":\"2\"}}");
        String state =
                livy.get("/sessions/" + id + "?wait=60").json().get("state").asText();
        Duration took = Duration.ofNanos(System.nanoTime() - begun);

        assertThat(state).isEqualTo("idle");
        assertThat(took).isLessThan(BLINK);
        assertThat(start(id)).startsWith("warm: ").contains("spark.sql.shuffle.partitions");
        LivySession session = LivySession.of(livy, id);
        assertThat(session.run("set spark.sql.shuffle.partitions").toString()).contains("\"3\"");
        assertThat(session.run("select id from range(10)").at("/output/data/application~1json/data"))
                .hasSize(2);
        assertThat(session.run("select count(*) n from range(100) group by id % 2")
                        .toString())
                .contains("[50]");
        session.close();
    }

    @Test
    @Order(2)
    void firstQueryOfTheTrackerIsWarmAndBelongsToItsUserOnly() {
        awaitWarm();

        CommandResult answer = cluster.sql("alice", "select 6 * 7 as answer");

        assertThat(answer.out()).as(answer.err()).contains("42");
        assertThat(livy.get("/sessions").json().get("total").asInt()).isZero();
        String token = UserTokens.issue(cluster, "alice");
        JsonNode hers = livy.getAs(token, "/sessions").json().get("sessions").get(0);
        assertThat(livy.getAs(token, "/spark-launch/sessions/" + hers.get("id") + "/start")
                        .body())
                .contains("warm: ");
        assertThat(cluster.run("spark-launch", "status").out()).contains("2 claimed by sessions");
    }

    @Test
    @Order(3)
    void userOfAWarmSessionIsTheUserOfItsRequest() {
        CommandResult who =
                cluster.sql("alice", "SELECT concat_ws(',', current_user(), session_user(), user()) AS who");
        CommandResult created = cluster.sql("alice", "CREATE TABLE owned USING parquet AS SELECT 1 AS x");
        CommandResult described = cluster.sql("alice", "DESCRIBE EXTENDED owned");

        assertThat(who.out()).as(who.err()).contains("alice,alice,alice");
        assertThat(created.exitCode()).as(created.err()).isZero();
        assertThat(described.outLines())
                .as(described.err())
                .anyMatch(line -> line.contains("Owner") && line.contains("alice"));
    }

    @Test
    @Order(4)
    void claimedSessionAndAWarmDriverOutliveTheServer() {
        awaitWarm();
        int id = create("{\"kind\":\"sql\"}");
        LivySession session = LivySession.of(livy, id);
        session.awaitState("idle");
        session.run("create temporary view kept as select 5 x");
        awaitWarm();

        killLivy();

        session.awaitState("idle");
        assertThat(session.run("select x from kept").toString()).contains("[5]");
        awaitWarm();
        assertThat(start(id)).startsWith("warm: ");
        int next = create("{\"kind\":\"sql\"}");
        assertThat(start(next)).startsWith("warm: ");
    }

    private static void awaitWarm() {
        await("a warm driver")
                .atMost(Duration.ofMinutes(2))
                .ignoreExceptions()
                .until(() -> livy.get("/spark-launch/pool").json().get("ready").asInt() == 1);
    }

    private static int create(String body) {
        Http.Answer created = livy.post("/sessions", body);
        assertThat(created.status()).as(created.body()).isEqualTo(201);
        return created.json().get("id").asInt();
    }

    private static String start(int id) {
        return livy.get("/spark-launch/sessions/" + id + "/start")
                .json()
                .get("verdict")
                .asText();
    }

    private static void killLivy() {
        long victim = cluster.processes().pidsOf(LIVY).get(0);
        ProcessHandle.of(victim).orElseThrow().destroyForcibly();
        await("another Livy server")
                .atMost(Duration.ofMinutes(1))
                .ignoreExceptions()
                .until(() -> cluster.processes().pidsOf(LIVY).stream().noneMatch(pid -> pid == victim)
                        && livy.get("/spark-launch/health").status() == 200);
    }
}
