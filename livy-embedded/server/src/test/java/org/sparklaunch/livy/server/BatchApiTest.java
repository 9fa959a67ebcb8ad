package org.sparklaunch.livy.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.sparklaunch.livy.server.ServerFixture.json;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparklaunch.livy.server.ServerFixture.Answer;

class BatchApiTest {
    @TempDir
    Path folder;

    private ServerFixture livy;
    private Path program;

    @BeforeEach
    void start() throws IOException {
        program = Files.createDirectories(folder.resolve("allowed")).resolve("job.py");
        Files.writeString(program, "print(1)");
        livy = new ServerFixture(folder);
    }

    @AfterEach
    void stop() throws IOException {
        livy.close();
    }

    /** A batch whose program is a shell command. */
    private Answer submit(String command, String more) {
        return livy.post(
                "/batches", "{\"file\":\"" + program + "\",\"args\":[\"one\",\"" + command + "\"]" + more + "}");
    }

    private Answer submit(String command) {
        return submit(command, "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/batches", "/batches/"})
    void emptyListHasLivysBytes(String path) {
        assertThat(livy.get(path).body()).isEqualTo("{\"from\":0,\"total\":0,\"sessions\":[]}");
    }

    @Test
    void newBatchHasLivysKeysInLivysOrder() {
        Answer created = submit("sleep 60", ",\"name\":\"b1\"");

        assertThat(created.status()).isEqualTo(201);
        assertThat(created.header("Location")).isEqualTo("/batches/0");
        assertThat(created.body())
                .isEqualTo("{\"id\":0,\"name\":\"b1\",\"owner\":null,\"proxyUser\":null,\"state\":\"running\","
                        + "\"appId\":null,"
                        + "\"appInfo\":{\"driverLogUrl\":null,\"sparkUiUrl\":null,\"executorLogUrls\":null},"
                        + "\"log\":[\"stdout: \",\"\\nstderr: \"]}");
    }

    @ParameterizedTest
    @CsvSource({"exit 0, success", "exit 3, dead", "kill -9 $$, dead"})
    void exitCodeDecidesTheFinalState(String command, String state) {
        submit(command);

        livy.awaitState("/batches/0", state);
    }

    @Test
    void killOfTheWholeGroupIsDead() throws IOException {
        submit("kill -9 -$(ps -o pgid= -p $$ | tr -d ' ')");

        livy.awaitState("/batches/0", "dead");
        assertThat(livy.get("/batches/0/log").body()).contains("was killed from outside");
    }

    @Test
    void bothStreamsAreInTheLogOfAnEndedBatch() {
        submit("echo out; echo err >&2; exit 1");

        livy.awaitState("/batches/0", "dead");

        assertThat(json(livy.get("/batches/0/log").body()))
                .isEqualTo(
                        json("{\"id\":0,\"from\":0,\"total\":5,\"log\":[\"stdout: \",\"out\",\"err\",\"\\nstderr: \","
                                + "\"Batch 0 ended with exit code 1.\"]}"));
    }

    @Test
    void applicationIdAndPagesAreReadFromTheLog() {
        submit("echo \\\"INFO Utils: Successfully started service 'SparkUI' on port 4041.\\\";"
                + " echo \\\"INFO B: Connected to Spark cluster with app ID app-2026-0001\\\"; sleep 60");

        await().until(() -> livy.get("/batches/0").body().contains("\"appId\":\"app-2026-0001\""));
        assertThat(livy.get("/batches/0").body()).contains("\"sparkUiUrl\":\"http://127.0.0.1:4041\"");
    }

    @Test
    void sparkGetsTheProgramItsArgumentsAndTheLimits() throws IOException {
        submit("exit 0", ",\"className\":\"org.example.Main\",\"pyFiles\":[\"" + program + "\"],\"name\":\"b1\"");

        await().until(() -> Files.exists(livy.stateDir.resolve("batches/0/exit-code")));

        assertThat(Files.readAllLines(livy.stateDir.resolve("batches/0/work/command-line")))
                .contains("-Xmx1024m", "-XX:ActiveProcessorCount=2")
                .endsWith("--class", "org.example.Main", program.toString(), "one", "exit 0");
        assertThat(livy.stateDir.resolve("batches/0/spark.properties"))
                .content()
                .contains("spark.master=spark\\://127.0.0.1\\:", "spark.app.name=b1", "spark.submit.pyFiles=");
    }

    @Test
    void deletingARunningBatchLeavesNeitherAProcessNorAFile() throws IOException {
        submit("sleep 4242 & echo $! > child; wait");
        Path child = livy.stateDir.resolve("batches/0/work/child");
        await().until(() -> Files.exists(child) && !Files.readString(child).isBlank());
        long pid = Long.parseLong(Files.readString(child).strip());

        Answer deleted = livy.delete("/batches/0");

        assertThat(deleted.body()).isEqualTo("{\"msg\":\"deleted\"}");
        assertThat(livy.get("/batches/0").body()).isEqualTo("{\"msg\":\"Session '0' not found.\"}");
        assertThat(livy.stateDir.resolve("batches/0")).doesNotExist();
        assertThat(livy.stateDir.resolve("journal/batch-0.jsonl")).doesNotExist();
        await().until(() -> ProcessHandle.of(pid).isEmpty());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                           | requirement failed: File is required.",
                "{\"file\":\"a.py\"}          | requirement failed: Path 'a.py' is not absolute.",
                "{\"file\":\"/etc/passwd\"}   | requirement failed: Local path /etc/passwd cannot be added to user sessions. Local files must be below a folder of --livy-files",
                "{\"file\":\"hdfs:/a.jar\",\"name\":\"12\"} | Invalid session name: 12",
                "{\"file\":\"hdfs:/a.jar\",\"conf\":{\"spark.master\":\"local\"}} | Blacklisted configuration values in session config: spark.master",
            })
    void refusedBatchGetsAReasonAndLeavesNoEntry(String body, String text) {
        Answer answer = livy.post("/batches", body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).isEqualTo("{\"msg\":\"Rejected, Reason: " + text + "\"}");
        assertThat(livy.get("/batches").body()).contains("\"total\":0");
        assertThat(livy.stateDir.resolve("batches")).isEmptyDirectory();
    }

    @Test
    void unknownFieldGetsLivysText() {
        assertThat(livy.post("/batches", "{\"bogus\":1}").body())
                .contains("Unrecognized field \\\"bogus\\\" (class", "CreateBatchRequest[\\\"bogus\\\"]");
    }

    @Test
    void sessionsAndBatchesShareTheSlots() {
        livy.post("/sessions", "{}");
        livy.post("/sessions", "{}");
        submit("sleep 60");

        Answer session = livy.post("/sessions", "{}");
        Answer batch = submit("exit 0");
        livy.delete("/batches/0");

        assertThat(session.body()).isEqualTo("{\"msg\":\"Rejected, too many sessions are being created!\"}");
        assertThat(batch.body()).isEqualTo(session.body());
        assertThat(livy.post("/sessions", "{}").status()).isEqualTo(201);
    }

    @Test
    void tokensBatchIsInvisibleToOthers() {
        TokenApiTest.grant(livy, "secret-token", "alice", 60);

        livy.post(
                "/batches",
                "{\"file\":\"" + program + "\",\"args\":[\"exit 0\"]}",
                "Authorization",
                "Bearer secret-token");

        assertThat(livy.get("/batches").body()).contains("\"total\":0");
        assertThat(livy.get("/batches/0").status()).isEqualTo(404);
        assertThat(livy.get("/batches/0", "Authorization", "Bearer secret-token")
                        .body())
                .contains("\"owner\":\"alice\"");
    }

    @Test
    void endedBatchStaysForTenMinutes() {
        submit("exit 0");
        livy.awaitState("/batches/0", "success");

        livy.clock.turn(Duration.ofMinutes(11));

        await().until(() -> livy.get("/batches/0").status() == 404);
        await().until(() -> Files.notExists(livy.stateDir.resolve("batches/0")));
    }

    @Test
    void runningBatchSurvivesTheDeathOfTheServer() throws IOException {
        submit("while [ ! -e go ]; do sleep 0.05; done; exit 0", ",\"name\":\"kept\"");

        livy.crashAndRestart();
        livy.awaitState("/batches/kept", "running");
        Files.createFile(livy.stateDir.resolve("batches/0/work/go"));

        livy.awaitState("/batches/0", "success");
    }

    @Test
    void batchThatEndedWithoutAServerHasItsExitCode() throws IOException {
        submit("while [ ! -e go ]; do sleep 0.05; done; exit 0");
        livy.crash();
        Files.createFile(livy.stateDir.resolve("batches/0/work/go"));
        await().until(() -> Files.exists(livy.stateDir.resolve("batches/0/exit-code")));

        livy.restart();

        livy.awaitState("/batches/0", "success");
        assertThat(submit("exit 0").header("Location")).isEqualTo("/batches/1");
    }
}
