package org.sparklaunch.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Lines of the checklist of what clients of Livy rely on that take a real Spark, with the line's number in front of each
 * test's name. The others are in the server's {@code LivyChecklist…Test}.
 */
class LivyChecklistIT {
    private static final Duration SOON = Duration.ofSeconds(60);

    private static RunningCluster cluster;
    private static Http livy;
    private static LivySession session;

    @BeforeAll
    static void launch() {
        cluster = RunningCluster.launch();
        livy = cluster.livy();
        session = LivySession.start(livy, "shared");
    }

    @AfterAll
    static void end() {
        cluster.close();
    }

    @Test
    void line19AllKindsShareTablesAndSettings() {
        session.run("spark", "spark.range(3).createOrReplaceTempView(\"numbers\")");
        session.run("pyspark", "spark.conf.set('spark.sql.shuffle.partitions', '7')");

        JsonNode sql = session.run("sql", "SELECT sum(id) AS s FROM numbers");
        JsonNode python = session.run("pyspark", "spark.table('numbers').count()");
        JsonNode scala = session.run("spark", "spark.conf.get(\"spark.sql.shuffle.partitions\")");

        assertThat(sql.at("/output/data/application~1json/data").toString()).isEqualTo("[[3]]");
        assertThat(text(python)).isEqualTo("3");
        assertThat(text(scala)).contains("String = 7");
    }

    @Test
    void line22ACancelledSparkJobIsCancelledAndFreesTheSession() {
        int endless = session.post("spark", "sc.parallelize(1 to 2, 2).foreach(_ => Thread.sleep(600000))");
        await().atMost(SOON).until(() -> session.statement(endless).get("state").asText(), "running"::equals);

        cancel(endless);

        assertThat(session.awaitStatement(endless).get("state").asText()).isEqualTo("cancelled");
        assertThat(text(session.run("pyspark", "1 + 1"))).isEqualTo("2");
    }

    @Test
    void line22ACancelledWaitingStatementNeverRuns() {
        int first = session.post("pyspark", "import time; time.sleep(600)");
        int waiting = session.post("pyspark", "marker = 'it ran'");
        session.awaitRunning(first);

        cancel(waiting);

        JsonNode cancelled = session.awaitStatement(waiting);
        assertThat(cancelled.get("state").asText()).isEqualTo("cancelled");
        assertThat(cancelled.get("output").isNull()).isTrue();
        cancel(first);
        session.awaitStatement(first);
        assertThat(session.run("pyspark", "marker").at("/output/ename").asText())
                .isEqualTo("NameError");
    }

    @Test
    void line22CancellingWhatIsOverOrUnknownChangesNothing() {
        JsonNode over = session.run("pyspark", "40 + 2");

        cancel(over.get("id").asInt());
        cancel(7777);

        assertThat(session.statement(over.get("id").asInt())).isEqualTo(over);
    }

    @Test
    void line33DeadInterpreterIsReportedAndReplaced() {
        JsonNode dying = session.run("pyspark", "import os; os._exit(3)");

        JsonNode next = session.run("pyspark", "1 + 1");

        assertThat(dying.at("/output/status").asText()).isEqualTo("error");
        assertThat(dying.at("/output/evalue").asText()).startsWith("Interpreter died");
        assertThat(text(next)).isEqualTo("2");
    }

    @Test
    void line33AStatementThatNeedsTooMuchMemoryFailsAlone() {
        JsonNode greedy = session.run(
                "spark", "{ var all = List[Array[Byte]](); while (true) all ::= new Array[Byte](1 << 20) }");

        assertThat(greedy.at("/output/evalue").asText()).contains("OutOfMemoryError");
        assertThat(text(session.run("spark", "1 + 1"))).contains("Int = 2");
    }

    @Test
    void line22CancellingRFreesTheSession() {
        int sleeping = session.post("sparkr", "Sys.sleep(600)");
        session.awaitRunning(sleeping);

        cancel(sleeping);

        JsonNode cancelled = session.awaitStatement(sleeping);
        assertThat(cancelled.get("state").asText()).isEqualTo("cancelled");
        assertThat(text(session.run("sparkr", "40 + 2"))).isEqualTo("[1] 42");
    }

    @Test
    void line33ADriverThatExitsLeavesADeadSessionAndNoProcess() {
        LivySession mortal = LivySession.start(livy, "spark");
        long pid = pid(mortal);

        mortal.post("System.exit(7)");

        assertDead(mortal, pid);
    }

    @Test
    void line33AKilledDriverLeavesADeadSessionAndNoProcess() {
        LivySession mortal = LivySession.start(livy, "spark");
        long pid = pid(mortal);

        ProcessHandle.of(pid).orElseThrow().destroyForcibly();

        assertDead(mortal, pid);
    }

    private static void assertDead(LivySession mortal, long pid) {
        mortal.awaitState("dead");
        assertThat(livy.post(mortal.path() + "/statements", "{\"code\":\"1\"}").body())
                .isEqualTo("\"java.lang.IllegalStateException: Session is in state dead\"");
        assertThat(livy.get(mortal.path() + "/log?size=-1").body())
                .contains("The driver of session " + mortal.id() + " has ended.");
        await().atMost(SOON)
                .until(() ->
                        ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty());
        mortal.close();
        assertThat(livy.get(mortal.path()).status()).isEqualTo(404);
    }

    private static long pid(LivySession session) {
        String answer = text(session.run("println(ProcessHandle.current.pid)"));
        return Long.parseLong(answer.strip());
    }

    private static void cancel(int statement) {
        Http.Answer answer = livy.post(session.path() + "/statements/" + statement + "/cancel", "{}");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"msg\":\"canceled\"}");
    }

    private static String text(JsonNode statement) {
        assertThat(statement.at("/output/status").asText())
                .as(statement.toString())
                .isEqualTo("ok");
        return statement.at("/output/data/text~1plain").asText();
    }
}
