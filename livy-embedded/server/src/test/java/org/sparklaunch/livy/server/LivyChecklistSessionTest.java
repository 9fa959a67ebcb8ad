package org.sparklaunch.livy.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The lines of the checklist about sessions and their statements. */
class LivyChecklistSessionTest {
    private static final String PICKY = "{\"kind\":\"sql\",\"name\":\"nb\"}";

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

    @Test
    void line02RejectedCreationsUseUpIdsAndBatchesCountForThemselves() {
        IntStream.range(0, 2).forEach(i -> livy.post("/sessions", "{\"name\":\"7\"}"));
        IntStream.range(0, 3).forEach(i -> livy.post("/batches", "{}"));

        assertThat(livy.post("/sessions", "{}").header("Location")).isEqualTo("/sessions/2");
        assertThat(livy.submit("exit 0").header("Location")).isEqualTo("/batches/3");
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
    void line12NamesReachSessionsAndBatchesAndAreFreeAfterADeletion() {
        livy.idleSession(PICKY);
        livy.submit("sleep 60", ",\"name\":\"nb\"");

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
    void line13SessionPassesThroughLivysStates() {
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
    void line23CompletionAsksTheDriverForScala() {
        livy.idleSession(PICKY);
        livy.post("/sessions/0/statements", "{\"code\":\"hold\"}");

        assertThat(livy.post("/sessions/0/completion", "{\"code\":\"paral\",\"kind\":\"spark\",\"cursor\":2}")
                        .body())
                .isEqualTo("{\"candidates\":[\"pa\",\"parallelize\"]}");
    }

    @Test
    void line23CompletionIsEmptyForOthersAndNeedsAKind() {
        livy.idleSession(PICKY);

        assertThat(livy.post("/sessions/0/completion", "{\"code\":\"sel\",\"kind\":\"sql\"}")
                        .body())
                .isEqualTo("{\"candidates\":[]}");
        assertThat(livy.post("/sessions/0/completion", "{\"code\":\"sel\"}").status())
                .isEqualTo(500);
    }

    @Test
    void line28ListsDoNotCountAsHeartbeat() {
        livy.idleSession("{\"heartbeatTimeoutInSecond\":60}");
        livy.clock.turn(Duration.ofSeconds(59));
        livy.get("/sessions");

        livy.clock.turn(Duration.ofSeconds(2));

        await().until(() -> livy.get("/sessions").body().contains("\"total\":0"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/state", "/log", "/statements", "/statements/0"})
    void line28AnyPathOfTheSessionIsAHeartbeat(String path) {
        livy.idleSession("{\"heartbeatTimeoutInSecond\":60,\"kind\":\"sql\"}");
        livy.clock.turn(Duration.ofSeconds(59));
        livy.get("/sessions/0" + path);

        livy.clock.turn(Duration.ofSeconds(59));

        stays("idle");
    }

    @Test
    void line28AHeartbeatDoesNotCountAsActivity() {
        livy.idleSession("{\"heartbeatTimeoutInSecond\":600,\"idleTimeout\":\"60s\"}");
        livy.clock.turn(Duration.ofSeconds(59));
        livy.get("/sessions/0");

        livy.clock.turn(Duration.ofSeconds(2));

        await().until(() -> livy.get("/sessions").body().contains("\"total\":0"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/statements          | {\"code\":\"1\"}",
                "/statements/0/cancel | {}",
                "/completion          | {\"code\":\"s\",\"kind\":\"sql\"}",
                "/connect             | {}",
            })
    void line28WorkStartsTheIdleTimeAgain(String path, String body) {
        livy.idleSession("{\"kind\":\"sql\",\"idleTimeout\":\"60s\"}");
        livy.clock.turn(Duration.ofSeconds(59));
        livy.post("/sessions/0" + path, body);

        livy.clock.turn(Duration.ofSeconds(59));

        stays("idle");
    }

    @Test
    void line28TheTimeToLiveCountsFromTheStartWhateverHappens() {
        livy.idleSession("{\"kind\":\"sql\",\"ttl\":\"60s\",\"idleTimeout\":\"1h\"}");
        livy.clock.turn(Duration.ofSeconds(59));
        livy.run("/sessions/0", "1");

        livy.clock.turn(Duration.ofSeconds(2));

        await().until(() -> livy.get("/sessions").body().contains("\"total\":0"));
    }

    @Test
    void line28HugeTimesNeverExpire() {
        livy.idleSession("{\"ttl\":\"999999999999999d\",\"idleTimeout\":\"999999999999999h\"}");
        livy.idleSession("{\"idleTimeout\":\"60s\"}");

        livy.clock.turn(Duration.ofSeconds(61));

        await().until(() -> livy.get("/sessions").body().contains("\"total\":1"));
        stays("idle");
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
    void line34RestartKeepsIdsStatementsAndBatches() throws IOException {
        livy.idleSession(PICKY);
        String before = livy.run("/sessions/0", "1").body();
        livy.submit("sleep 60");

        livy.crashAndRestart();
        livy.awaitState("/sessions/0", "idle");

        assertThat(livy.get("/sessions/0/statements/0").body()).isEqualTo(before);
        assertThat(livy.get("/batches/0/state").body()).contains("running");
        assertThat(livy.post("/sessions", "{}").header("Location")).isEqualTo("/sessions/1");
    }

    @Test
    void line38PollersAreAnsweredWhileSessionsStart() {
        livy.drivers.startSlowly();
        livy.post("/sessions", "{}");

        List<Integer> statuses = IntStream.range(0, 2000)
                .parallel()
                .mapToObj(i -> livy.get(i % 2 == 0 ? "/sessions/0" : "/sessions/0/state")
                        .status())
                .distinct()
                .toList();

        assertThat(statuses).containsExactly(200);
        livy.drivers.driver(0).becomeReady();
        livy.awaitState("/sessions/0", "idle");
    }

    /** A sweep leaves the session alone; the list is no heartbeat. */
    private void stays(String state) {
        livy.sweep();
        assertThat(livy.get("/sessions").body()).contains("\"state\":\"" + state + "\"");
    }

    private static List<String> keys(String json) {
        List<String> keys = new ArrayList<>();
        var matcher = Pattern.compile("\"(\\w+)\":").matcher(json);
        while (matcher.find()) {
            keys.add(matcher.group(1));
        }
        return keys;
    }
}
