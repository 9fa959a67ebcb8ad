package org.sparklaunch.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The Livy server of a launch, spoken to over plain HTTP as a stock client does. */
class LivyIT {
    private static RunningCluster cluster;
    private static Http livy;

    @BeforeAll
    static void launch() {
        cluster = RunningCluster.launch();
        livy = cluster.livy();
    }

    @AfterAll
    static void end() {
        cluster.close();
    }

    @Test
    void scalaKeepsItsValuesBetweenStatements() {
        try (LivySession session = LivySession.start(livy, "spark")) {
            session.run("val x = 20 + 1");

            JsonNode statement = session.run("x * 2");

            assertThat(statement.at("/output/status").asText()).isEqualTo("ok");
            assertThat(statement.at("/output/data/text~1plain").asText()).contains(": Int = 42");
        }
    }

    @Test
    void sqlAnswersWithSchemaAndRows() {
        try (LivySession session = LivySession.start(livy, "sql")) {
            JsonNode statement = session.run("SELECT id, id * id AS square FROM range(3)");

            JsonNode data = statement.at("/output/data/application~1json");
            assertThat(data.at("/schema/fields/1/name").asText()).isEqualTo("square");
            assertThat(data.get("data").toString()).isEqualTo("[[0,0],[1,1],[2,4]]");
        }
    }

    /** 220 MB of text through a server with a small heap, from a driver of 512 MB. */
    @Test
    void millionRowsPassThroughAServerWithALittleHeap() throws IOException {
        try (LivySession session = LivySession.start(livy, "sql")) {
            JsonNode statement = session.run("SELECT id, repeat('x', 200) AS text FROM range(1000000)");

            Http.Lines result = livy.lines("/spark-launch" + session.path() + "/statements/0/result");

            assertThat(statement.at("/output/data/application~1json/data")).hasSize(1000);
            assertThat(result).isEqualTo(new Http.Lines(1_000_002, "{\"rows\":1000000}"));
            assertThat(peakMebibytes("LivyServerMain")).isLessThan(250);
        }
    }

    private static long peakMebibytes(String mainClass) throws IOException {
        long pid = cluster.processes().pidsOf(mainClass).get(0);
        return Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) >> 10)
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "pyspark | print('done'); spark.stop() | done",
                "spark   | println(\"done\"); sc.stop()  | done",
                "spark   | System.exit(0)              | ended the session's driver by System.exit",
                "spark   | println(\"done\"); System.exit(0)              | done",
            })
    void answerOfAStatementThatEndsItsSessionIsReadable(String kind, String code, String answer) {
        try (LivySession session = LivySession.start(livy, kind)) {
            JsonNode statement = session.run(code);
            session.awaitState("dead");

            JsonNode kept =
                    livy.get("/spark-launch" + session.path() + "/statements/0").json();

            assertThat(statement.get("output").toString()).contains(answer);
            assertThat(kept.at("/statement/output").toString()).contains(answer);
            assertThat(livy.get("/spark-launch" + session.path() + "/statements")
                            .json()
                            .get("total_statements")
                            .asInt())
                    .isOne();
        }
    }

    @Test
    void sessionThatDoesNotStartReportsTheReason() {
        Http.Answer created = livy.post(
                "/sessions", "{\"kind\":\"sql\",\"conf\":{\"spark.serializer\":\"org.example.NoSuchSerializer\"}}");
        try (LivySession session = LivySession.of(livy, created.json().get("id").asInt())) {
            session.awaitState("dead");

            JsonNode log = livy.get(session.path() + "/log?size=1").json().get("log");

            assertThat(log.get(0).asText())
                    .contains("has ended: ")
                    .contains("org.example.NoSuchSerializer")
                    .doesNotContain("\tat ");
        }
    }

    @Test
    void wrongSqlIsAnErrorOutputAndTheSessionContinues() {
        try (LivySession session = LivySession.start(livy, "sql")) {
            JsonNode wrong = session.run("SELECT nothing FROM nowhere");

            assertThat(wrong.get("state").asText()).isEqualTo("available");
            assertThat(wrong.at("/output/status").asText()).isEqualTo("error");
            assertThat(wrong.at("/output/evalue").asText()).contains("nowhere");
            assertThat(session.run("SELECT 1").at("/output/status").asText()).isEqualTo("ok");
        }
    }

    @Test
    void cancelledStatementFreesTheSession() {
        try (LivySession session = LivySession.start(livy, "spark")) {
            int endless = session.post("Thread.sleep(600000)");
            session.awaitRunning(endless);

            Http.Answer cancel = livy.post(session.path() + "/statements/" + endless + "/cancel", "");

            assertThat(cancel.body()).isEqualTo("{\"msg\":\"canceled\"}");
            assertThat(session.awaitStatement(endless).get("state").asText()).isEqualTo("cancelled");
            session.awaitState("idle");
        }
    }

    @Test
    void listsSessionsStatementsAndLog() {
        try (LivySession session = LivySession.start(livy, "sql")) {
            session.run("SELECT 1");

            assertThat(livy.get("/sessions").json().get("total").asInt()).isEqualTo(1);
            assertThat(livy.get(session.path() + "/statements")
                            .json()
                            .get("total_statements")
                            .asInt())
                    .isEqualTo(1);
            assertThat(livy.get(session.path() + "/log?size=-1").json().get("log"))
                    .isNotEmpty();
        }
    }

    @Test
    void deletedSessionIsGone() {
        LivySession session = LivySession.start(livy, "sql");

        Http.Answer deleted = livy.delete(session.path());

        assertThat(deleted.body()).isEqualTo("{\"msg\":\"deleted\"}");
        Http.Answer gone = livy.get(session.path());
        assertThat(gone.status()).isEqualTo(404);
        assertThat(gone.body()).isEqualTo("{\"msg\":\"Session '" + session.id() + "' not found.\"}");
    }

    @Test
    void sessionBeyondTheLimitIsRefusedInLivysWords() {
        try (LivySession one = LivySession.start(livy, "sql");
                LivySession two = LivySession.start(livy, "sql")) {
            assertThat(one.id()).isNotEqualTo(two.id());

            Http.Answer third = livy.post("/sessions", "{\"kind\":\"sql\"}");

            assertThat(third.status()).isEqualTo(400);
            assertThat(third.body()).isEqualTo("{\"msg\":\"Rejected, too many sessions are being created!\"}");
        }
    }

    @Test
    void driverMemoryAboveTheLaunchOptionIsRefused() {
        Http.Answer refused = livy.post("/sessions", "{\"kind\":\"sql\",\"driverMemory\":\"4g\"}");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().get("msg").asText()).contains("4096m", "512m");
    }

    @Test
    void malformedJsonIsRefusedAndTheServerStays() {
        Http.Answer refused = livy.post("/sessions", "{\"kind\":");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(livy.get("/version").status()).isEqualTo(200);
    }

    @Test
    void unknownTokenIsRefusedEverywhere() {
        assertThat(livy.getAs("nobody-gave-this", "/sessions").status()).isEqualTo(401);
    }
}
