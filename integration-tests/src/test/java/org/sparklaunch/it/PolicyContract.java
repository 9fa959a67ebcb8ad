package org.sparklaunch.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A launch with a policy file, asked through the query tracker and past it, on every Spark line. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class PolicyContract {
    @TempDir
    private static Path folder;

    private RunningCluster cluster;

    /** The installation to launch on. */
    protected abstract Path sparkHome();

    @BeforeAll
    void launch() throws IOException {
        for (String name : new String[] {"pub", "secret"}) {
            Files.createDirectories(folder.resolve(name));
            Files.writeString(folder.resolve(name + "/data.json"), "{\"tell_tale\":\"" + name + "\"}\n");
        }
        write("contact data-team@example.org\nallow alice read path " + folder.resolve("pub") + "\n");
        cluster = RunningCluster.launch(
                "--enable-query-tracker",
                "--spark-home",
                sparkHome().toString(),
                "--policy-file",
                folder.resolve("policy").toString());
    }

    private static void write(String policy) throws IOException {
        Files.writeString(folder.resolve("policy"), policy);
    }

    @AfterAll
    void end() {
        if (cluster != null) {
            cluster.close();
        }
    }

    @Test
    void whatThePolicyAllowsRuns() {
        CommandResult result = cluster.sql("alice", "SELECT * FROM json.`" + folder + "/pub`");

        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.out()).contains("pub");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT * FROM json.`$DIR/pub/../secret`",
                "SELECT * FROM text.`$STATE/service-key`",
                "SELECT * FROM binaryFile.`$STATE/query-tracker/queries.db`",
                "SELECT * FROM text.`$STATE/logs/livy.log`",
                "SELECT (SELECT max(value) FROM text.`$STATE/service-key`)",
                "WITH s AS (SELECT * FROM json.`$DIR/secret`) SELECT * FROM s",
                "INSERT OVERWRITE DIRECTORY '$DIR/pub' USING parquet SELECT 1 x",
                "CREATE TEMPORARY VIEW v USING json OPTIONS (path '$DIR/secret')",
                "SET spark.sql.warehouse.dir=/tmp",
                "ADD JAR '/tmp/x.jar'",
                "SELECT reflect('java.lang.System', 'getenv', 'PATH')",
                "CREATE TABLE default.t USING parquet AS SELECT 1 x"
            })
    void unsupportedRequestIsRefused(String query) {
        CommandResult result = cluster.sql(
                "alice",
                query.replace("$DIR", folder.toString())
                        .replace("$STATE", cluster.stateDir().toString()));

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err()).contains("Access denied: ", "data-team@example.org");
    }

    @Test
    void closedSettingsOfASessionAreRefused() {
        CommandResult result = cluster.sql(
                "alice", "SELECT 1", "--settings", "{\"spark_conf\":{\"spark.sql.extensions\":\"evil.Extensions\"}}");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err()).contains("does not permit alice to set spark.sql.extensions");
    }

    @Test
    void codeWithoutTheTrackerIsRefused() {
        Http.Answer refused = cluster.livy().post("/sessions", "{\"kind\":\"spark\"}");

        assertThat(refused.status()).isEqualTo(400);
    }

    @Test
    void sessionEndsWhenItsUserLosesTheRightToRunCode() throws IOException {
        String before = Files.readString(folder.resolve("policy"));
        write(before + "allow anonymous code\n");
        Http.Answer created = await().atMost(Duration.ofSeconds(30))
                .until(
                        () -> cluster.livy().post("/sessions", "{\"kind\":\"spark\"}"),
                        answer -> answer.status() == 201);
        LivySession session =
                LivySession.of(cluster.livy(), created.json().get("id").asInt());
        session.awaitState("idle");
        int endless = session.post("while (true) Thread.sleep(100)");
        session.awaitRunning(endless);

        write(before);

        await().atMost(Duration.ofSeconds(30))
                .until(() -> cluster.livy().get(session.path() + "/state").body(), body -> body.contains("\"dead\""));
        assertThat(cluster.livy()
                        .get("/spark-launch" + session.path() + "/statements/" + endless)
                        .json()
                        .at("/statement/output/evalue")
                        .asText())
                .contains("the policy does not permit anonymous to run code any more", "data-team@example.org");
    }

    @Test
    void changedPolicyTakesEffectWithoutARestart() throws IOException {
        String query = "SELECT * FROM json.`" + folder + "/secret`";
        assertThat(cluster.sql("bob", query).exitCode()).isEqualTo(1);

        write(Files.readString(folder.resolve("policy")) + "allow bob read path " + folder.resolve("secret") + "\n");

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(
                        () -> assertThat(cluster.sql("bob", query).exitCode()).isZero());
    }
}
