package org.sparklaunch.livy.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparklaunch.livy.server.ServerFixture.Answer;
import org.sparklaunch.livy.settings.ConfigException;

class PolicyApiTest {
    private static final String SQL = "{\"kind\":\"sql\"}";
    private static final String[] ALICE = {"Authorization", "Bearer a"};

    @TempDir
    Path folder;

    private ServerFixture livy;

    @BeforeEach
    void start() throws IOException {
        Files.writeString(folder.resolve("policy"), """
                contact data-team@example.org
                allow alice read database sales
                allow alice set conf spark.sql.legacy.*
                allow coder code
                """);
        livy = new ServerFixture(folder);
        grant("a", "alice", true);
        grant("c", "coder", false);
    }

    @AfterEach
    void stop() throws IOException {
        livy.close();
    }

    private void grant(String token, String user, boolean sqlOnly) {
        livy.send(
                "PUT",
                "/spark-launch/tokens/" + TokenApiTest.hash(token),
                "{\"user\":\"" + user + "\",\"ttlSeconds\":600,\"sqlOnly\":" + sqlOnly + "}",
                "Authorization",
                "Service " + ServerFixture.SERVICE_KEY);
    }

    private List<String> policies() {
        return livy.drivers.driver(0).policies();
    }

    @Test
    void driverGetsThePolicyBeforeItsFirstStatement() {
        sqlSession();

        runSql();

        assertThat(policies()).singleElement().asString().startsWith("alice:contact data-team@example.org\n");
    }

    @Test
    void noPolicyOpensTheServersFiles() {
        sqlSession();

        runSql();

        assertThat(policies().get(0))
                .contains("deny * read,write path " + folder.resolve("state") + "\n")
                .contains("deny * read,write path " + folder.resolve("service-key") + "\n")
                .contains("deny * read,write path /proc\n");
    }

    @Test
    void changedPolicyAppliesWithinFiveSeconds() throws IOException {
        sqlSession();
        runSql();

        Files.writeString(folder.resolve("policy"), "allow alice read database other\n");

        Awaitility.await().atMost(Duration.ofSeconds(5)).untilAsserted(() -> {
            runSql();
            assertThat(policies()).hasSize(2).last().asString().startsWith("alice:allow alice read database other\n");
        });
    }

    @Test
    void invalidChangeKeepsTheLastPolicy() throws IOException {
        sqlSession();
        Files.writeString(folder.resolve("policy"), "permit everything\n");
        livy.sweep();

        runSql();

        assertThat(policies()).singleElement().asString().contains("allow alice read database sales");
    }

    @Test
    void invalidPolicyIsRefusedAtTheStartWithItsLines() throws IOException {
        Path other = Files.createDirectory(folder.resolve("other"));
        Files.writeString(other.resolve("policy"), "allow alice read database sales\nallow alice peek database x\n");

        assertThatThrownBy(() -> new ServerFixture(other))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("line 2: unknown right 'peek'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"kind\":\"spark\"}",
                "{\"kind\":\"pyspark\"}",
                "{\"kind\":\"sparkr\"}",
                "{\"kind\":\"sql\",\"jars\":[\"x.jar\"]}",
                "{\"kind\":\"sql\",\"files\":[\"x\"]}",
                "{\"kind\":\"sql\",\"pyFiles\":[\"x.py\"]}",
                "{\"kind\":\"sql\",\"archives\":[\"x.zip\"]}",
                "{\"kind\":\"sql\",\"conf\":{\"spark.jars\":\"x.jar\"}}",
                "{\"kind\":\"sql\",\"conf\":{\"spark.sql.catalog.evil\":\"x\"}}",
                "{\"kind\":\"sql\",\"conf\":{\"spark.hadoop.fs.defaultFS\":\"x\"}}",
                "{\"kind\":\"sql\",\"conf\":{\"spark.sql.extensions\":\"x\"}}",
                "{\"kind\":\"sql\",\"conf\":{\"spark.sql.warehouse.dir\":\"x\"}}"
            })
    void sqlOnlySessionMustNotBringCodeOrForbiddenSettings(String body) {
        assertThat(livy.post("/sessions", body, ALICE).status()).isEqualTo(400);
    }

    /** Spark's error about a number shows what it has put into the value, and the log of the session shows the error. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"kind\":\"sql\",\"conf\":{\"spark.task.cpus\":\"${spark.authenticate.secret}\"}}",
                "{\"kind\":\"sql\",\"conf\":{\"spark.speculation\":\"${env:HOME}\"}}",
                "{\"kind\":\"sql\",\"conf\":{\"spark.locality.wait\":\"x${system:user.name}\"}}",
                "{\"kind\":\"sql\",\"conf\":{\"spark.app.name\":\"${spark.hadoop.fs.s3a.secret.key}\"}}",
                "{\"kind\":\"sql\",\"conf\":{\"spark.sql.legacy.x\":\"${spark.authenticate.secret}\"}}",
                "{\"kind\":\"sql\",\"executorMemory\":\"${spark.authenticate.secret}\"}",
                "{\"kind\":\"sql\",\"queue\":\"${spark.authenticate.secret}\"}"
            })
    void settingsDoNotReferToOthers(String body) {
        Answer refused = livy.post("/sessions", body, ALICE);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body()).contains("refers to another setting, which the policy does not permit");
    }

    @Test
    void openAndPermittedSettingsPass() {
        Answer created = livy.post(
                "/sessions",
                "{\"kind\":\"sql\",\"conf\":{\"spark.sql.shuffle.partitions\":\"2\",\"spark.sql.legacy.x\":\"y\"}}",
                ALICE);

        assertThat(created.status()).isEqualTo(201);
    }

    @ParameterizedTest
    @ValueSource(strings = {"spark", "pyspark", "sparkr"})
    void sqlOnlySessionRefusesCode(String kind) {
        sqlSession();

        Answer posted = livy.post("/sessions/0/statements", "{\"code\":\"1\",\"kind\":\"" + kind + "\"}", ALICE);

        assertThat(posted.status()).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"submit-job", "run-job", "upload-jar", "upload-pyfile", "upload-file", "add-jar", "add-file"})
    void sqlOnlySessionRefusesJobsAndFiles(String work) {
        sqlSession();

        assertThat(livy.post("/sessions/0/" + work, "{}", ALICE).status()).isEqualTo(403);
    }

    /** A completer of Scala would start an interpreter, and lists files. */
    @Test
    void sqlOnlySessionCompletesNoCode() {
        sqlSession();

        Answer completed =
                livy.post("/sessions/0/completion", "{\"code\":\"paral\",\"kind\":\"spark\",\"cursor\":2}", ALICE);

        assertThat(completed.status()).isEqualTo(200);
        assertThat(completed.body()).isEqualTo("{\"candidates\":[]}");
    }

    @Test
    void userWithoutTheRightToRunCodeGetsSqlOnly() {
        assertThat(livy.post("/sessions", "{\"kind\":\"spark\"}").body()).contains("anonymous may run SQL only");
        assertThat(livy.post("/batches", "{\"file\":\"x.jar\"}").status()).isEqualTo(403);
        assertThat(livy.post("/batches", "{\"file\":\"x.jar\"}", ALICE).status())
                .isEqualTo(403);
    }

    @Test
    void userWithTheRightToRunCodeIsNotRestricted() {
        Answer created = livy.post("/sessions", "{\"kind\":\"spark\"}", "Authorization", "Bearer c");

        assertThat(created.status()).isEqualTo(201);
    }

    /** What runs in a session has its rights, which are those of another caller. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/sessions/0/statements              | {\"code\":\"1\",\"kind\":\"spark\"}",
                "/sessions/0/statements              | {\"code\":\"select 1\",\"kind\":\"sql\"}",
                "/spark-launch/sessions/0/statements | {\"statements\":[\"select 1\"],\"row_limit\":1}",
                "/sessions/0/completion              | {\"code\":\"1\",\"kind\":\"spark\"}",
                "/sessions/0/submit-job              | {\"job\":\"AA==\",\"jobType\":\"spark\"}",
                "/sessions/0/add-jar                 | {\"uri\":\"hdfs://h/x.jar\"}"
            })
    void userWithoutTheRightToRunCodeRunsNothingInSessionsOfOthers(String path, String body) throws IOException {
        livy.close();
        Path other = Files.createDirectory(folder.resolve("other"));
        Files.writeString(other.resolve("policy"), "allow anonymous code\nallow alice read database sales\n");
        livy = new ServerFixture(other);
        grant("full", "alice", false);
        livy.idleSession("{\"kind\":\"spark\"}");

        Answer refused = livy.post(path, body, "Authorization", "Bearer full");

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.body()).contains("Session '0' may run code, and alice may run SQL only");
    }

    @Test
    void sqlOnlySurvivesARestart() throws IOException {
        sqlSession();
        livy.crashAndRestart();
        Awaitility.await().until(() -> livy.get("/sessions/0/state", ALICE).body(), body -> body.contains("\"idle\""));

        Answer posted = livy.post("/sessions/0/statements", "{\"code\":\"1\",\"kind\":\"spark\"}", ALICE);

        assertThat(posted.status()).isEqualTo(403);
    }

    private void sqlSession() {
        assertThat(livy.post("/sessions", SQL, ALICE).status()).isEqualTo(201);
        Awaitility.await().until(() -> livy.get("/sessions/0/state", ALICE).body(), body -> body.contains("\"idle\""));
    }

    private void runSql() {
        Answer posted = livy.post("/sessions/0/statements", "{\"code\":\"select 1\"}", ALICE);
        livy.get(posted.header("Location") + "?wait=10", ALICE);
    }
}
