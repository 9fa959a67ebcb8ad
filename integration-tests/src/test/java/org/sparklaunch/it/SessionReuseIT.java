package org.sparklaunch.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Whose queries share a session, and that an unused one ends. */
class SessionReuseIT {
    private static RunningCluster cluster;

    @BeforeAll
    static void launch() {
        cluster = RunningCluster.launch("--enable-query-tracker", "--query-tracker-idle-timeout", "15s");
    }

    @AfterAll
    static void end() {
        cluster.close();
    }

    @Test
    void secondQueryOfAUserReusesTheSessionAndReportsIt() {
        JsonNode first = progress("alice", "SELECT 1");

        JsonNode second = progress("alice", "SELECT 2");

        assertThat(second.get("verdict").asText()).isEqualTo("reused");
        assertThat(second.get("session_id")).isEqualTo(first.get("session_id"));
    }

    @Test
    void anotherUserGetsAnotherSession() {
        JsonNode bobs = progress("bob", "SELECT 1");

        JsonNode carols = progress("carol", "SELECT 1");

        assertThat(carols.get("verdict").asText()).startsWith("new: ");
        assertThat(carols.get("session_id")).isNotEqualTo(bobs.get("session_id"));
    }

    @Test
    void queriesAreIsolatedUnlessTheyNameTheirSession() {
        progress("frank", "SET spark.sql.session.timeZone=Asia/Tokyo; CREATE TEMPORARY VIEW mine AS SELECT 1 AS x");

        CommandResult isolated = cluster.sql("frank", "SELECT * FROM mine");

        assertThat(isolated.exitCode()).isNotZero();
        assertThat(isolated.err()).contains("A temporary view 'mine' existed in an earlier query");
        assertThat(cluster.sql("frank", "SELECT * FROM mine", "--conf", "spark.sql.shuffle.partitions=3")
                        .err())
                .contains("A temporary view 'mine' existed in an earlier query");
        assertThat(cluster.sql("frank", "SELECT current_timezone() AS zone").out())
                .doesNotContain("Tokyo");
    }

    @Test
    void queriesOfANamedSessionShareItsState() {
        cluster.sql("grace", "CREATE TEMPORARY VIEW kept AS SELECT 7 AS x", "--session", "report");

        assertThat(cluster.sql("grace", "SELECT x + 1 AS y FROM kept", "--session", "report")
                        .out())
                .contains("8");
        assertThat(cluster.run("query-tracker", "list-sessions", "--user", "grace")
                        .out())
                .contains("idle", "report");
        CommandResult ended = cluster.run("query-tracker", "end-session", "--user", "grace", "report");
        assertThat(ended.exitCode()).as(ended.err()).isZero();
        assertThat(cluster.run("query-tracker", "end-session", "--user", "grace", "report")
                        .exitCode())
                .isNotZero();
    }

    @Test
    void idleSessionEndsByItself() {
        int session = progress("dave", "SELECT 1").get("session_id").asInt();
        String token = UserTokens.issue(cluster, "dave");
        Http livy = cluster.livy();

        await("the end of session " + session)
                .atMost(Duration.ofMinutes(1))
                .until(() -> livy.getAs(token, "/sessions").json().get("total").asInt() == 0);

        assertThat(livy.getAs(token, "/sessions/" + session).status()).isEqualTo(404);
    }

    @Test
    void sessionBelongsToItsUserOnly() {
        int session = progress("erin", "SELECT 1").get("session_id").asInt();
        String mallory = UserTokens.issue(cluster, "mallory");

        assertThat(cluster.livy().get("/sessions/" + session).status()).isEqualTo(404);
        assertThat(cluster.livy().getAs(mallory, "/sessions/" + session).status())
                .isBetween(403, 404);
    }

    /** Runs the query; returns what its answer says about the session that ran it. */
    private static JsonNode progress(String user, String query) {
        CommandResult result = cluster.sql(user, query, "--verbose");
        assertThat(result.exitCode()).as(result.err()).isZero();
        return Http.parse(result.err().substring(result.err().indexOf('{')));
    }
}
