package org.sparklaunch.livy.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sparklaunch.livy.server.ServerFixture.json;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparklaunch.livy.server.ServerFixture.Answer;

class SessionApiTest {
    @TempDir
    Path folder;

    private ServerFixture livy;

    @BeforeEach
    void start() {
        livy = new ServerFixture(folder);
    }

    @AfterEach
    void stop() throws IOException {
        livy.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/sessions", "/sessions/"})
    void emptyListHasLivysBytes(String path) {
        assertThat(livy.get(path).body()).isEqualTo("{\"from\":0,\"total\":0,\"sessions\":[]}");
    }

    @Test
    void newSessionHasLivysKeysInLivysOrder() {
        livy.drivers.startSlowly();

        Answer created = livy.post(
                "/sessions",
                "{\"kind\":\"scala\",\"name\":\"nb1\",\"conf\":{\"spark.ui.enabled\":true},"
                        + "\"heartbeatTimeoutInSecond\":600,\"driverMemory\":\"1g\",\"ttl\":\"8h\",\"idleTimeout\":\"2h\"}");

        assertThat(created.status()).isEqualTo(201);
        assertThat(created.header("Location")).isEqualTo("/sessions/0");
        assertThat(created.header("Content-Type")).isEqualTo("application/json;charset=utf-8");
        assertThat(created.body())
                .isEqualTo("{\"id\":0,\"name\":\"nb1\",\"appId\":null,\"owner\":null,\"proxyUser\":null,"
                        + "\"state\":\"starting\",\"kind\":\"spark\","
                        + "\"appInfo\":{\"driverLogUrl\":null,\"sparkUiUrl\":null,\"executorLogUrls\":null},"
                        + "\"log\":[\"stdout: \",\"\\nstderr: \"],"
                        + "\"ttl\":\"8h\",\"idleTimeout\":\"2h\",\"driverMemory\":\"1g\",\"driverCores\":0,"
                        + "\"executorMemory\":null,\"executorCores\":0,\"conf\":{\"spark.ui.enabled\":\"true\"},"
                        + "\"archives\":[],\"files\":[],\"heartbeatTimeoutInSecond\":600,\"jars\":[],"
                        + "\"numExecutors\":0,\"pyFiles\":[],\"queue\":null}");
    }

    @Test
    void idleSessionShowsItsApplication() {
        livy.idleSession("{\"kind\":\"sql\"}");

        assertThat(livy.get("/sessions/0").body())
                .contains("\"appId\":\"app-0\"", "\"sparkUiUrl\":\"http://ui/0\"", "\"state\":\"idle\"");
    }

    @Test
    void keptResponseIsReplacedWhenTheDriverPrints() throws IOException {
        livy.idleSession("{\"kind\":\"sql\"}");
        String before = livy.get("/sessions/0").body();
        assertThat(livy.get("/sessions/0").body()).isEqualTo(before);

        Files.writeString(
                livy.stateDir.resolve("sessions/0/stderr.log"),
                "out of luck\n",
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);

        assertThat(livy.get("/sessions/0").body()).contains("\"out of luck\"");
    }

    @Test
    void oldJavaClientGetsNineFields() {
        Answer created =
                livy.post("/sessions/", "{\"conf\":{}}", "User-Agent", "livy-client-http", "Content-Encoding", "UTF-8");

        assertThat(created.body()).contains("\"log\":[").doesNotContain("ttl").doesNotContain("queue");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "application/json; charset=utf-8",
                "text/plain; charset=ISO-8859-1",
                "application/x-www-form-urlencoded"
            })
    void anyContentTypeIsReadAsJson(String type) {
        assertThat(livy.post("/sessions", "{}", "Content-Type", type).status()).isEqualTo(201);
    }

    @Test
    void numbersInQuotesAreNumbers() {
        assertThat(livy.post("/sessions", "{\"driverCores\":\"2\",\"heartbeatTimeoutInSecond\":\"60\"}")
                        .body())
                .contains("\"driverCores\":2", "\"heartbeatTimeoutInSecond\":60");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"bogus\":1}                | Unrecognized field \\\"bogus\\\" (class",
                "{\"bogus\":1}                | 17 known properties",
                "{\"bogus\":1}                | CreateInteractiveRequest[\\\"bogus\\\"]",
                "{\"kind\":\"foo\"}           | Invalid kind: foo",
                "{\"jars\":\"x\"}             | CreateInteractiveRequest[\\\"jars\\\"]",
                "abcde                        | Unrecognized token 'abcde'",
                "null                         | No content to map",
            })
    void unreadableBodyGetsABareString(String body, String text) {
        Answer answer = livy.post("/sessions", body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).startsWith("\"").contains(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"name\":\"123\"}                           | Rejected, Reason: Invalid session name: 123",
                "{\"ttl\":\"5x\"}                             | Rejected, Reason: Invalid suffix: \\\"x\\\"",
                "{\"idleTimeout\":\"x\"}                      | Rejected, Reason: Invalid time string: x",
                "{\"conf\":{\"spark.master\":\"local\"}}      | Rejected, Reason: Blacklisted configuration values in session config: spark.master",
                "{\"jars\":[\"/etc/passwd\"]}                 | Rejected, Reason: requirement failed: Local path /etc/passwd cannot be added to user sessions. Local files must be below a folder of --livy-files",
                "{\"conf\":{\"spark.archives\":\"/etc/hosts\"}} | Rejected, Reason: requirement failed: Local path /etc/hosts cannot be added to user sessions. Local files must be below a folder of --livy-files",
                "{\"files\":[\"a.txt\"]}                      | Rejected, Reason: requirement failed: Path 'a.txt' is not absolute.",
            })
    void refusedRequestGetsLivysReason(String body, String text) {
        Answer answer = livy.post("/sessions", body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).isEqualTo("{\"msg\":\"" + text + "\"}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"driverMemory\":\"2g\"} | driverMemory 2048m is above the limit of 1024m",
                "{\"driverCores\":3}       | driverCores 3 is above the limit of 2",
                "{\"conf\":{\"spark.driver.memory\":\"4g\"}} | driverMemory 4096m is above the limit of 1024m",
            })
    void driverAboveTheLaunchOptionsIsRefusedWithBothValues(String body, String text) {
        Answer answer = livy.post("/sessions", body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("Rejected, Reason: " + text);
    }

    @Test
    void rejectedCreationsUseIds() {
        livy.post("/sessions", "{\"name\":\"1\"}");
        livy.post("/sessions", "{\"name\":\"2\"}");

        assertThat(livy.post("/sessions", "{}").header("Location")).isEqualTo("/sessions/2");
    }

    @Test
    void creationAtTheLimitGetsLivysTextUntilASessionIsDeleted() {
        for (int i = 0; i < ServerFixture.MAX_SESSIONS; i++) {
            livy.post("/sessions", "{}");
        }

        Answer refused = livy.post("/sessions", "{}");
        livy.delete("/sessions/0");
        Answer taken = livy.post("/sessions", "{}");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body()).isEqualTo("{\"msg\":\"Rejected, too many sessions are being created!\"}");
        assertThat(taken.status()).isEqualTo(201);
    }

    @Test
    void namesAreUniqueAndReachTheSessionOnEveryPath() {
        livy.idleSession("{\"name\":\"nb\",\"kind\":\"sql\"}");

        assertThat(livy.post("/sessions", "{\"name\":\"nb\"}").body())
                .isEqualTo("{\"msg\":\"Rejected, Reason: Duplicate session name: Some(nb) for session 1\"}");
        assertThat(json(livy.get("/sessions/nb/state").body())).isEqualTo(json("{\"id\":0,\"state\":\"idle\"}"));
        assertThat(livy.get("/sessions/nb/statements").status()).isEqualTo(200);
    }

    @Test
    void deletedSessionLeavesNeitherProcessNorFiles() {
        livy.idleSession("{}");

        Answer deleted = livy.delete("/sessions/0");

        assertThat(deleted.body()).isEqualTo("{\"msg\":\"deleted\"}");
        assertThat(livy.get("/sessions/0").body()).isEqualTo("{\"msg\":\"Session '0' not found.\"}");
        assertThat(livy.drivers.driver(0).isAlive()).isFalse();
        assertThat(livy.stateDir.resolve("sessions/0")).doesNotExist();
        assertThat(livy.stateDir.resolve("journal/session-0.jsonl")).doesNotExist();
    }

    @Test
    void deathOfADriverLeavesADeadSessionAndAFreeSlot() {
        livy.idleSession("{\"kind\":\"sql\"}");

        livy.drivers.driver(0).kill();
        livy.awaitState("/sessions/0", "dead");

        assertThat(livy.post("/sessions/0/statements", "{\"code\":\"1\"}").body())
                .isEqualTo("\"java.lang.IllegalStateException: Session is in state dead\"");
        assertThat(livy.get("/sessions/0/statements").body())
                .isEqualTo("{\"msg\":\"requirement failed: Session isn't active.\"}");
        assertThat(livy.get("/sessions/0/log").body()).contains("The driver of session 0 has ended.");
    }

    @Test
    void failedStartLeavesADeadSessionWithTheReason() {
        livy.drivers.breakDown();

        assertThat(livy.post("/sessions", "{}").body()).contains("\"state\":\"dead\"", "no java here");
    }

    @Test
    void stopAndInterruptEndTheSessionButKeepItListed() {
        livy.idleSession("{}");
        livy.idleSession("{}");

        assertThat(livy.post("/sessions/0/stop", "").status()).isEqualTo(204);
        assertThat(livy.post("/sessions/1/interrupt", "").body()).isEqualTo("{\"msg\":\"interrupted\"}");
        assertThat(livy.get("/sessions").body()).contains("\"total\":2").doesNotContain("\"state\":\"idle\"");
    }

    @Test
    void waitEndsWhenTheSessionLeavesStarting() {
        livy.idleSession("{}");

        assertThat(livy.get("/sessions/0?wait=10").body()).contains("\"state\":\"idle\"");
    }

    @ParameterizedTest
    @CsvSource({"?size=2, 0, 2", "?from=1&size=1, 1, 1", "?from=9, 9, 0", "?from=-1&size=2, -1, 1"})
    void listsArePagedAsInLivy(String query, int from, int length) {
        for (int i = 0; i < ServerFixture.MAX_SESSIONS; i++) {
            livy.post("/sessions", "{}");
        }

        String body = livy.get("/sessions" + query).body();

        assertThat(body).startsWith("{\"from\":" + from + ",\"total\":3,");
        assertThat(body.split("\"appId\"", -1)).hasSize(length + 1);
    }

    @Test
    void sparkGetsTheServersSettingsTheRequestsAndTheLimits() {
        livy.post(
                "/sessions", "{\"conf\":{\"spark.sql.shuffle.partitions\":3},\"numExecutors\":2,\"executorCores\":1}");

        assertThat(livy.drivers.driver(0).spec().sparkConf())
                .containsEntry("spark.master", "spark://127.0.0.1:" + livy.master.getLocalPort())
                .containsEntry("spark.from.server", "yes")
                .containsEntry("spark.sql.shuffle.partitions", "3")
                .containsEntry("spark.executor.instances", "2")
                .containsEntry("spark.driver.memory", "1024m")
                .containsEntry("spark.app.name", "livy-session-0")
                .containsKey("spark.cores.max");
    }
}
