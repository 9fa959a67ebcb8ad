package org.sparklaunch.livy.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparklaunch.livy.server.ServerFixture.Answer;

/**
 * The checklist of what clients of Livy rely on, one test per line, with the line's number in front of its name. Lines
 * that need a real Spark or a real client are not here; finer cases of each line are in the tests of the areas.
 */
class LivyChecklistTest {
    private static final String PICKY = "{\"kind\":\"sql\",\"name\":\"nb\"}";

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

    @Test
    void line01EmptyListsAreByteIdentical() {
        assertThat(List.of("/sessions", "/sessions/", "/batches"))
                .allSatisfy(path ->
                        assertThat(livy.get(path).body()).isEqualTo("{\"from\":0,\"total\":0,\"sessions\":[]}"));
    }

    @Test
    void line02RejectedCreationsUseUpIdsAndBatchesCountForThemselves() {
        IntStream.range(0, 2).forEach(i -> livy.post("/sessions", "{\"name\":\"7\"}"));
        IntStream.range(0, 3).forEach(i -> livy.post("/batches", "{}"));

        assertThat(livy.post("/sessions", "{}").header("Location")).isEqualTo("/sessions/2");
        assertThat(submit("exit 0").header("Location")).isEqualTo("/batches/3");
    }

    @Test
    void line03ASessionHasExactlyLivysKeysInOrder() {
        assertThat(keys(livy.post("/sessions", "{}").body()))
                .containsExactly(
                        "id",
                        "name",
                        "appId",
                        "owner",
                        "proxyUser",
                        "state",
                        "kind",
                        "appInfo",
                        "driverLogUrl",
                        "sparkUiUrl",
                        "executorLogUrls",
                        "log",
                        "ttl",
                        "idleTimeout",
                        "driverMemory",
                        "driverCores",
                        "executorMemory",
                        "executorCores",
                        "conf",
                        "archives",
                        "files",
                        "heartbeatTimeoutInSecond",
                        "jars",
                        "numExecutors",
                        "pyFiles",
                        "queue");
    }

    @Test
    void line04TheOldJavaClientGetsTheFieldsItKnows() {
        assertThat(keys(livy.post("/sessions/", "{}", "User-Agent", "livy-client-http")
                        .body()))
                .containsExactly(
                        "id",
                        "name",
                        "appId",
                        "owner",
                        "proxyUser",
                        "state",
                        "kind",
                        "appInfo",
                        "driverLogUrl",
                        "sparkUiUrl",
                        "executorLogUrls",
                        "log");
    }

    @Test
    void line05EveryContentTypeIsReadAsJson() {
        livy.idleSession(PICKY);

        assertThat(List.of(
                        "application/json",
                        "application/json; charset=utf-8",
                        "text/plain; charset=ISO-8859-1",
                        "application/x-www-form-urlencoded"))
                .allSatisfy(
                        type -> assertThat(livy.post("/sessions/0/statements", "{\"code\":\"1\"}", "Content-Type", type)
                                        .status())
                                .isEqualTo(201));
    }

    @Test
    void line06ContentEncodingUtf8IsIgnoredAndAnswersAreCompressedExceptTheVersion() {
        assertThat(livy.post("/sessions", "{}", "Content-Encoding", "UTF-8").status())
                .isEqualTo(201);
        assertThat(livy.get("/sessions", "Accept-Encoding", "gzip").header("Content-Encoding"))
                .isEqualTo("gzip");
        assertThat(livy.get("/version", "Accept-Encoding", "gzip").header("Content-Encoding"))
                .isEmpty();
    }

    @Test
    void line07TheAcceptHeaderNamesLivysVersionOrNothing() {
        assertThat(livy.get("/batches", "Accept", "application/vnd.livy.v0.1+json")
                        .status())
                .isEqualTo(200);
        assertThat(livy.get("/batches", "Accept", "application/vnd.livy.v9.9+json")
                        .body())
                .isEqualTo("{\"msg\":\"No value found for '9.9'\"}");
        assertThat(livy.get("/batches", "Accept", "text/html").header("Content-Type"))
                .isEqualTo("application/json;charset=utf-8");
    }

    @Test
    void line08WhatIsNotFoundSaysSoInLivysShapes() {
        livy.idleSession(PICKY);

        assertThat(livy.get("/sessions/5").body()).isEqualTo("{\"msg\":\"Session '5' not found.\"}");
        assertThat(livy.get("/sessions/who").body()).isEqualTo("{\"msg\":\"Session 'who' not found.\"}");
        assertThat(livy.get("/batches/5").body()).isEqualTo("{\"msg\":\"Session '5' not found.\"}");
        assertThat(livy.get("/sessions/0/statements/9").body()).isEqualTo("\"Statement not found\"");
        assertThat(livy.get("/session/0").body()).isEmpty();
    }

    @Test
    void line09AWrongMethodIsToldTheRightOnes() {
        assertThat(List.of("PUT", "PATCH", "OPTIONS")).allSatisfy(method -> {
            Answer answer = livy.send(method, "/batches", "");
            assertThat(answer.status()).isEqualTo(405);
            assertThat(answer.header("Allow")).isEqualTo("POST, GET, HEAD");
        });
    }

    @Test
    void line11LogsAreCutFromTheEndWithoutAStart() {
        submit("seq 1 5; exit 0");
        livy.awaitState("/batches/0", "success");

        assertThat(livy.get("/batches/0/log?from=1&size=2").body())
                .isEqualTo("{\"id\":0,\"from\":1,\"total\":8,\"log\":[\"1\",\"2\"]}");
        assertThat(livy.get("/batches/0/log?from=9&size=-1").body()).endsWith("\"log\":[]}");
        assertThat(livy.get("/batches/0/log?size=x").status()).isEqualTo(400);
    }

    @Test
    void line12NamesReachSessionsAndBatchesAndAreFreeAfterADeletion() {
        livy.idleSession(PICKY);
        submit("sleep 60", ",\"name\":\"nb\"");

        assertThat(List.of("", "/state", "/log", "/statements"))
                .allSatisfy(path ->
                        assertThat(livy.get("/sessions/nb" + path).status()).isEqualTo(200));
        assertThat(List.of("", "/state", "/log"))
                .allSatisfy(path ->
                        assertThat(livy.get("/batches/nb" + path).status()).isEqualTo(200));
        assertThat(livy.post("/sessions", PICKY).body()).contains("Duplicate session name: Some(nb) for session 1");
        livy.delete("/sessions/nb");
        assertThat(livy.post("/sessions", PICKY).status()).isEqualTo(201);
    }

    @Test
    void line13ASessionWalksThroughLivysStates() {
        livy.drivers.startSlowly();
        livy.post("/sessions", PICKY);
        livy.awaitState("/sessions/0", "starting");
        livy.drivers.driver(0).becomeReady();
        livy.awaitState("/sessions/0", "idle");
        livy.post("/sessions/0/statements", "{\"code\":\"hold\"}");
        livy.awaitState("/sessions/0", "busy");
        livy.drivers.driver(0).release();
        livy.awaitState("/sessions/0", "idle");

        livy.delete("/sessions/0");

        assertThat(livy.get("/sessions/0/state").status()).isEqualTo(404);
    }

    @Test
    void line14StatementsNeedALivingSession() {
        livy.drivers.startSlowly();
        livy.post("/sessions", PICKY);
        assertThat(livy.post("/sessions/0/statements", "{\"code\":\"1\"}").body())
                .contains("Session is in state starting");
        livy.post("/sessions/0/stop", "");

        assertThat(livy.post("/sessions/0/statements", "{\"code\":\"1\"}").body())
                .contains("Session is in state dead");
        assertThat(livy.get("/sessions/0/statements").status()).isEqualTo(400);
    }

    @Test
    void line15TenStatementsAtOnceRunInOrder() {
        livy.idleSession(PICKY);
        IntStream.range(0, 10).forEach(i -> livy.post("/sessions/0/statements", "{\"code\":\"" + i + "\"}"));

        assertThat(livy.get("/sessions/0/statements/9?wait=10").body()).contains("\"execution_count\":9");
        assertThat(livy.drivers.driver(0).ran()).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
    }

    @Test
    void line19ASharedSessionNeedsAKindPerStatement() {
        livy.idleSession("{}");

        assertThat(livy.post("/sessions/0/statements", "{\"code\":\"1\"}").body())
                .contains("Code type should be specified if session kind is shared");
    }

    @Test
    void line21KindsHaveTheirOldNames() {
        assertThat(List.of("scala=spark", "python=pyspark", "r=sparkr")).allSatisfy(pair -> {
            String[] names = pair.split("=", -1);
            assertThat(livy.post("/sessions", "{\"kind\":\"" + names[0] + "\"}").body())
                    .contains("\"kind\":\"" + names[1] + "\"");
        });
    }

    @Test
    void line22CancelAlwaysSaysCanceled() {
        livy.idleSession(PICKY);
        livy.post("/sessions/0/statements", "{\"code\":\"hold\"}");
        livy.post("/sessions/0/statements", "{\"code\":\"waits\"}");

        assertThat(List.of(1, 0, 0, 77))
                .allSatisfy(id -> assertThat(livy.post("/sessions/0/statements/" + id + "/cancel", "")
                                .body())
                        .isEqualTo("{\"msg\":\"canceled\"}"));
        assertThat(livy.get("/sessions/0/statements/1?wait=10").body())
                .contains("\"state\":\"cancelled\",\"output\":null");
    }

    @Test
    void line23CompletionIsEmptyAndNeedsAKind() {
        livy.idleSession(PICKY);

        assertThat(livy.post("/sessions/0/completion", "{\"code\":\"sel\",\"kind\":\"sql\"}")
                        .body())
                .isEqualTo("{\"candidates\":[]}");
        assertThat(livy.post("/sessions/0/completion", "{\"code\":\"sel\"}").status())
                .isEqualTo(500);
    }

    @Test
    void line26ABatchEndsAsItsExitCodeSays() {
        submit("exit 0");
        submit("exit 2");
        livy.awaitState("/batches/0", "success");
        livy.awaitState("/batches/1", "dead");

        livy.clock.turn(Duration.ofMinutes(11));

        await().until(() -> livy.get("/batches").body().contains("\"total\":0"));
    }

    @Test
    void line27ARejectedBatchLeavesNoEntry() {
        livy.post("/batches", "{\"name\":\"b\"}");

        assertThat(livy.get("/batches").body()).contains("\"total\":0");
        assertThat(submit("exit 0", ",\"name\":\"b\"").status()).isEqualTo(201);
    }

    @Test
    void line28ListsAreNoHeartbeat() {
        livy.idleSession("{\"heartbeatTimeoutInSecond\":60}");

        livy.clock.turn(Duration.ofSeconds(61));

        await().until(() -> livy.get("/sessions").body().contains("\"total\":0"));
    }

    @Test
    void line29TheLimitHasLivysTextAndEndsWhenASessionEnds() {
        IntStream.range(0, ServerFixture.MAX_SESSIONS).forEach(i -> livy.post("/sessions", "{}"));

        assertThat(livy.post("/sessions", "{}").body())
                .isEqualTo("{\"msg\":\"Rejected, too many sessions are being created!\"}");
        livy.delete("/sessions/0");
        assertThat(livy.post("/sessions", "{}").status()).isEqualTo(201);
    }

    @Test
    void line33ADriverThatDiesLeavesADeadSessionThatExpires() {
        livy.idleSession(PICKY);
        livy.drivers.driver(0).kill();
        livy.awaitState("/sessions/0", "dead");

        livy.clock.turn(Duration.ofMinutes(11));

        await().until(() -> livy.get("/sessions/0").status() == 404);
    }

    @Test
    void line34ARestartedServerHasIdsStatementsAndBatches() throws IOException {
        livy.idleSession(PICKY);
        String before = livy.run("/sessions/0", "1").body();
        submit("sleep 60");

        livy.crashAndRestart();
        livy.awaitState("/sessions/0", "idle");

        assertThat(livy.get("/sessions/0/statements/0").body()).isEqualTo(before);
        assertThat(livy.get("/batches/0/state").body()).contains("running");
        assertThat(livy.post("/sessions", "{}").header("Location")).isEqualTo("/sessions/1");
    }

    @Test
    void line35LocalFilesOutsideTheAllowedFoldersAreRefused() throws IOException {
        Path sibling = Files.createDirectories(folder.resolve("allowed-not")).resolve("x.py");
        Files.writeString(sibling, "");
        Path link = Files.createSymbolicLink(folder.resolve("allowed/link.py"), sibling);
        List<String> outside = List.of(
                sibling.toString(), link.toString(), folder + "/allowed/../allowed-not/x.py", "file:" + sibling);

        assertThat(outside).allSatisfy(path -> {
            assertThat(livy.post("/batches", "{\"file\":\"" + path + "\"}").body())
                    .contains("cannot be added");
            assertThat(livy.post("/sessions", "{\"conf\":{\"spark.archives\":\"" + path + "\"}}")
                            .body())
                    .contains("cannot be added");
        });
    }

    @Test
    void line36TheServerTellsOfItself() {
        assertThat(livy.get("/version").body()).containsPattern("\"version\":\"0\\.9\\.0\\S*\"");
        assertThat(livy.get("/").status()).isEqualTo(302);
        assertThat(livy.get("/ui").status()).isEqualTo(200);
        assertThat(livy.get("/metrics/ping").body()).startsWith("pong");
    }

    @Test
    void line37ALogIsAWindowOfTwoHundredLines() {
        submit("seq 1 300; exit 0");
        livy.awaitState("/batches/0", "success");

        assertThat(livy.get("/batches/0/log?size=-1").body())
                .startsWith("{\"id\":0,\"from\":0,\"total\":203,\"log\":[\"stdout: \",\"101\",");
    }

    private Answer submit(String command) {
        return submit(command, "");
    }

    /** A batch whose program is a shell command. */
    private Answer submit(String command, String more) {
        return livy.post("/batches", "{\"file\":\"" + program + "\",\"args\":[\"" + command + "\"]" + more + "}");
    }

    private static List<String> keys(String json) {
        List<String> keys = new ArrayList<>();
        var matcher = java.util.regex.Pattern.compile("\"(\\w+)\":").matcher(json);
        while (matcher.find()) {
            keys.add(matcher.group(1));
        }
        return keys;
    }
}
