package org.sparklaunch.it;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Queries of users through the query tracker's own client and HTTP interface. */
class QueryTrackerIT {
    private static RunningCluster cluster;

    @BeforeAll
    static void launch() {
        cluster = RunningCluster.launch("--enable-query-tracker");
    }

    @AfterAll
    static void end() {
        cluster.close();
    }

    @Test
    void answersWithRows() {
        CommandResult result = cluster.sql("alice", "SELECT id, id + 40 AS more FROM range(3)");

        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.out()).contains("42");
    }

    @Test
    void wrongSqlIsOneLineAndExitCodeOne() {
        CommandResult result = cluster.sql("alice", "SELECT nothing FROM nowhere");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).contains("nowhere");
        assertThat(result.err()).doesNotContain("\tat ");
    }

    @Test
    void queryAgainstAPathWhereNothingRunsSaysSo() {
        CommandResult result =
                cluster.sql("alice", "SELECT 1", "--settings", "{\"discovery_path\":\"/spark-launch/nobody\"}");

        assertThat(result.exitCode()).isIn(1, 3);
        assertThat(result.err()).contains("/spark-launch/nobody");
    }

    @Test
    void malformedJsonIsRefusedAndTheServerStays() {
        Http.Answer refused = cluster.queryTracker().post("/api/v4/start_query", "{\"query\":");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(cluster.sql("alice", "SELECT 1").exitCode()).isZero();
    }
}
