package org.sparklaunch.livy.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparklaunch.livy.server.ServerFixture.Answer;

/** The session API of the Data Lake Insight service, parameter by parameter. */
class DliApiTest {
    private static final String SESSIONS = "/v2.0/330e068af1334c9782f4226acc00a2e2/sessions";
    private static final String BATCHES = "/v2.0/330e068af1334c9782f4226acc00a2e2/batches";
    private static final String UUID = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";

    @TempDir
    Path folder;

    private ServerFixture livy;

    @BeforeEach
    void start() throws IOException {
        Path group = Files.createDirectories(folder.resolve("allowed/packages/group.tesddws"));
        for (String name : List.of("gsjdbc2.jar", "gsjdbc3.jar", "gsjdbc4.jar", "lib.py", "table.csv", "job.py")) {
            Files.writeString(group.resolve(name), "content");
        }
        Files.writeString(folder.resolve("allowed/outside.jar"), "content");
        Files.createSymbolicLink(group.resolve("link.jar"), folder.resolve("allowed/outside.jar"));
        presets(folder.resolve("allowed/packages"));
        livy = new ServerFixture(folder);
    }

    private void presets(Path packages) throws IOException {
        Files.writeString(folder.resolve("presets"), """
                {"types": {
                   "A": {"driverCores": 1, "executorCores": 1, "driverMemory": "512 MB", "executorMemory": "4 GB", "numExecutors": 6},
                   "B": {"driverCores": 2, "executorCores": 2, "driverMemory": "1g", "executorMemory": "8 GB", "numExecutors": 7}},
                 "packages": "%s",
                 "modules": {"sys.jdbc": ["group.tesddws/gsjdbc2.jar", "group.tesddws/gsjdbc3.jar"]},
                 "clusters": ["test_cluster", "other"]}
                """.formatted(packages));
    }

    @AfterEach
    void stop() throws IOException {
        livy.close();
    }

    private Answer create(String more) {
        return livy.post(SESSIONS, "{\"kind\":\"spark\",\"cluster_name\":\"test_cluster\"" + more + "}");
    }

    private String idle(String more) {
        Answer created = create(more);
        assertThat(created.status()).as(created.body()).isEqualTo(200);
        String session = SESSIONS + "/" + created.json().get("id").asText();
        livy.awaitState(session, "idle");
        return session;
    }

    /** Returns the session as Livy's own API shows it, with all its settings. */
    private JsonNode asLivy(int id) {
        return livy.get("/sessions/" + id).json();
    }

    @Test
    void exampleOfTheServiceGetsItsAnswerByteForByte() {
        livy.drivers.startSlowly();

        Answer created = livy.post(SESSIONS, """
                {
                    "kind": "spark",
                    "cluster_name": "test_cluster",
                    "sc_type": "A",
                    "jars": [
                        "group.tesddws/gsjdbc4.jar"
                    ],
                    "resources": [
                        {
                            "name": "group.tesddws/gsjdbc3.jar",
                            "type": "jar"
                        }
                    ],
                    "groups": [
                        {
                            "name": "group.tesddws",
                            "resources": [
                                {
                                    "name": "gsjdbc2.jar",
                                    "type": "jar"
                                }
                            ]
                        }
                    ]
                }
                """);

        assertThat(created.status()).isEqualTo(200);
        assertThat(created.body())
                .matches(
                        "\\{\"id\":\"" + UUID + "\",\"appId\":null,\"name\":null,\"owner\":null,\"proxyUser\":null,"
                                + "\"state\":\"starting\",\"kind\":\"spark\","
                                + "\"log\":\\[\"stdout: \",\"\\\\nstderr: \",\"\\\\nYARN Diagnostics: \"],"
                                + "\"sc_type\":\"A\",\"cluster_name\":\"test_cluster\",\"create_time\":\\d{13},\"update_time\":0}");
        assertThat(names(asLivy(0).get("jars"))).containsExactly("gsjdbc4.jar", "gsjdbc3.jar", "gsjdbc2.jar");
    }

    private static List<String> names(JsonNode paths) {
        List<String> names = new ArrayList<>();
        paths.forEach(path -> names.add(Path.of(path.asText()).getFileName().toString()));
        return names;
    }

    @Test
    void typeGivesTheResourcesAndTheFirstOneIsTheDefault() {
        assertThat(create("").json().get("sc_type").asText()).isEqualTo("A");
        assertThat(create(",\"sc_type\":\"B\"").json().get("sc_type").asText()).isEqualTo("B");

        assertThat(resources(asLivy(0)))
                .isEqualTo("{\"driverMemory\":\"512m\",\"driverCores\":1,\"executorMemory\":\"4096m\","
                        + "\"executorCores\":1,\"numExecutors\":6}");
        assertThat(resources(asLivy(1)))
                .isEqualTo("{\"driverMemory\":\"1024m\",\"driverCores\":2,\"executorMemory\":\"8192m\","
                        + "\"executorCores\":2,\"numExecutors\":7}");
    }

    private static String resources(JsonNode session) {
        return ((ObjectNode) session)
                .retain("driverMemory", "driverCores", "executorMemory", "executorCores", "numExecutors")
                .toString();
    }

    @ParameterizedTest
    @CsvSource({
        "driverMemory, '\"600 MB\"', 600m",
        "driverCores, 2, 2",
        "executorMemory, '\"2 GB\"', 2048m",
        "executorCores, 3, 3",
        "numExecutors, 4, 4",
    })
    void replacedResourceMakesTheTypeCustomized(String parameter, String value, String shown) {
        Answer created = create(",\"" + parameter + "\":" + value);

        assertThat(created.json().get("sc_type").asText()).isEqualTo("CUSTOMIZED");
        assertThat(asLivy(0).get(parameter).asText()).isEqualTo(shown);
    }

    @Test
    void packagesOfAllKindsReachTheSession() {
        create(",\"pyFiles\":[\"group.tesddws/lib.py\"],\"files\":[\"group.tesddws/table.csv\"],"
                + "\"modules\":[\"sys.jdbc\"],\"resources\":[{\"name\":\"group.tesddws/job.py\",\"type\":\"pyFile\"},"
                + "{\"name\":\"group.tesddws/table.csv\",\"type\":\"file\"}]");

        assertThat(names(asLivy(0).get("jars"))).containsExactly("gsjdbc2.jar", "gsjdbc3.jar");
        assertThat(names(asLivy(0).get("pyFiles"))).containsExactly("lib.py", "job.py");
        assertThat(names(asLivy(0).get("files"))).containsExactly("table.csv", "table.csv");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"spark.sql.shuffle.partitions\":8,\"spark.x\":\"true\"}",
                "[{\"spark.sql.shuffle.partitions\":\"8\"},{\"spark.x\":true}]",
            })
    void settingsAreAnObjectOrAListOfObjects(String conf) {
        create(",\"conf\":" + conf);

        assertThat(asLivy(0).get("conf").toString())
                .contains("\"spark.sql.shuffle.partitions\":\"8\"", "\"spark.x\":\"true\"");
    }

    @Test
    void nameAndHeartbeatAreThoseOfTheSession() {
        Answer created = create(",\"name\":\"" + "n".repeat(128) + "\",\"heartbeatTimeoutInSecond\":60");

        assertThat(created.json().get("name").asText()).hasSize(128);
        assertThat(asLivy(0).get("heartbeatTimeoutInSecond").asInt()).isEqualTo(60);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"cluster_name\":\"test_cluster\"} | kind is missing",
                "{\"kind\":\"spark\"} | cluster_name is missing",
                "{\"kind\":\"spark\",\"cluster_name\":\"no\"} | cluster_name 'no' is unknown; the clusters are other, test_cluster",
                "{\"kind\":\"flink\",\"cluster_name\":\"other\"} | kind 'flink' is unknown",
                "{\"kind\":\"spark\",\"cluster_name\":\"other\",\"sc_type\":\"D\"} | sc_type 'D' is unknown; the types are A, B",
                "{\"kind\":\"spark\",\"cluster_name\":\"other\",\"driverMemory\":\"2\"} | driverMemory '2' has no unit; give for example 2 GB or 2048 MB",
                "{\"kind\":\"spark\",\"cluster_name\":\"other\",\"executorMemory\":\"2 PB\"} | executorMemory: '2 PB' is not a memory size",
                "{\"kind\":\"spark\",\"cluster_name\":\"other\",\"driverCores\":0} | driverCores is 0; give at least 1",
                "{\"kind\":\"spark\",\"cluster_name\":\"other\",\"driverCores\":\"two\"} | parameter 'driverCores' has a value of the wrong type",
                "{\"kind\":\"spark\",\"cluster_name\":\"other\",\"driverCores\":9} | driverCores 9 is above the limit of 2",
                "{\"kind\":\"spark\",\"cluster_name\":\"other\",\"heartbeatTimeoutInSecond\":-1} | heartbeatTimeoutInSecond -1 is negative",
                "{\"kind\":\"spark\",\"cluster_name\":\"other\",\"color\":1} | parameter 'color' is unknown",
                "{\"kind\":\"spark\",\"cluster_name\":\"other\",\"file\":\"x\"} | parameter 'file' does not belong to this request",
                "{\"kind\":\"spark\",\"cluster_name\":\"other\",\"conf\":[1]} | conf is not an object of settings",
                "{\"kind\":\"spark\",\"cluster_name\":\"other\",\"conf\":{\"a\":[]}} | conf: the value of 'a' is not a string",
                "{\"kind\":\"spark\",\"cluster_name\":\"other\",\"resources\":[{\"name\":\"group.tesddws/lib.py\",\"type\":\"egg\"}]} | type 'egg' of package 'group.tesddws/lib.py' is unknown",
                "{\"kind\":\"spark\",\"cluster_name\":\"other\",\"resources\":[{\"name\":\"x\"}]} | resources.type is missing",
                "{\"kind\" | the body is not JSON",
                "null | the body is null",
                "[] | parameter '' has a value of the wrong type",
            })
    void wrongParameterIsNamed(String body, String message) {
        Answer answer = livy.post(SESSIONS, body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().get("error_code").asText()).isEqualTo("DLI.0001");
        assertThat(answer.json().get("error_msg").asText()).startsWith(message);
        assertThat(livy.get("/sessions").json().get("total").asInt()).isZero();
    }

    @Test
    void nameOf129CharactersIsRefused() {
        assertThat(create(",\"name\":\"" + "n".repeat(129) + "\"").body())
                .isEqualTo("{\"error_code\":\"DLI.0001\",\"error_msg\":\"name has 129 characters; the limit is 128\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no/such.jar",
                "../outside.jar",
                "group.tesddws/../../outside.jar",
                "/etc/passwd",
                "group.tesddws/link.jar",
                "group.tesddws",
                "\\u0000",
                "file:///etc/passwd",
                "http://127.0.0.1/x.jar",
            })
    void packageOutsideTheFolderIsNotFound(String name) {
        Answer answer = create(",\"jars\":[\"" + name + "\"]");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().get("error_code").asText()).isEqualTo("DLI.0012");
        assertThat(answer.json().get("error_msg").asText()).endsWith("is not in the folder of packages");
    }

    @Test
    void unknownModuleIsNamed() {
        assertThat(create(",\"modules\":[\"sys.no\"]").body())
                .isEqualTo("{\"error_code\":\"DLI.0012\",\"error_msg\":\"module 'sys.no' is unknown; the modules are"
                        + " [sys.jdbc]\"}");
    }

    @Test
    void takenNameAndFullServerHaveCodesOfTheirOwn() {
        create(",\"name\":\"twice\"");

        assertThat(create(",\"name\":\"twice\"").json().get("error_code").asText())
                .isEqualTo("DLI.0006");
        for (int i = 1; i < ServerFixture.MAX_SESSIONS; i++) {
            create("");
        }
        assertThat(create("").json().get("error_code").asText()).isEqualTo("DLI.1028");
    }

    @Test
    void statementsRunInTheSession() {
        String session = idle("");

        Answer posted = livy.post(session + "/statements", "{\"code\":\"1 + 1\"}");
        assertThat(posted.header("Location")).isEqualTo(session + "/statements/0");

        assertThat(livy.get(session + "/statements/0?wait=10")
                        .json()
                        .at("/output/data/text~1plain")
                        .asText())
                .isEqualTo("1 + 1");
        assertThat(livy.get(session + "/statements")
                        .json()
                        .get("total_statements")
                        .asInt())
                .isEqualTo(1);
        assertThat(livy.post(session + "/statements/0/cancel", "").body()).isEqualTo("{\"msg\":\"canceled\"}");
        assertThat(livy.get(session + "/statements/7").body())
                .isEqualTo("{\"error_code\":\"DLI.0023\",\"error_msg\":\"Statement not found\"}");
    }

    @Test
    void stateLogAndTimesAreShown() {
        String session = idle("");
        JsonNode shown = livy.get(session).json();

        assertThat(shown.get("appId").asText()).isEqualTo("app-0");
        assertThat(shown.get("state").asText()).isEqualTo("idle");
        assertThat(shown.get("update_time").asLong())
                .isGreaterThanOrEqualTo(shown.get("create_time").asLong());
        assertThat(livy.get(session + "/state").body())
                .isEqualTo("{\"id\":\"" + shown.get("id").asText() + "\",\"state\":\"idle\"}");
        assertThat(livy.get(session + "/log").json().get("log").isArray()).isTrue();
    }

    @Test
    void listHasPagesAndKnowsClusters() {
        String first = create("").json().get("id").asText();
        String second = livy.post(SESSIONS, "{\"kind\":\"spark\",\"cluster_name\":\"other\"}")
                .json()
                .get("id")
                .asText();

        assertThat(livy.get(SESSIONS).json().get("sessions").findValuesAsText("id"))
                .containsExactly(first, second);
        assertThat(livy.get(SESSIONS + "?from=1&size=1").json().get("sessions").findValuesAsText("id"))
                .containsExactly(second);
        assertThat(livy.get(SESSIONS + "?cluster_name=other")
                        .json()
                        .get("total")
                        .asInt())
                .isEqualTo(1);
        assertThat(livy.get(SESSIONS + "?size=many").json().get("error_code").asText())
                .isEqualTo("DLI.0001");
    }

    @Test
    void projectsAreIsolated() {
        String session = idle("");
        String elsewhere = session.replace("/330e068af1334c9782f4226acc00a2e2/", "/other/");

        assertThat(livy.get(elsewhere).json().get("error_code").asText()).isEqualTo("DLI.0023");
        assertThat(livy.delete(elsewhere).status()).isEqualTo(404);
        assertThat(livy.get("/v2.0/other/sessions").json().get("total").asInt()).isZero();
        assertThat(livy.get("/v2.0/a%20b/sessions").json().get("error_code").asText())
                .isEqualTo("DLI.0001");
        assertThat(livy.get(SESSIONS + "/0").status()).isEqualTo(404);
    }

    @Test
    void deletedSessionIsGone() {
        String session = idle("");

        assertThat(livy.delete(session).body()).isEqualTo("{\"msg\":\"deleted\"}");

        assertThat(livy.get(session).status()).isEqualTo(404);
        assertThat(livy.get(SESSIONS).json().get("total").asInt()).isZero();
    }

    @Test
    void sessionKeepsItsIdAfterARestartAndIsRecoveringFirst() throws IOException {
        String session = idle(",\"sc_type\":\"B\"");
        JsonNode before = livy.get(session).json();

        livy.crashAndRestart();

        JsonNode after = livy.get(session).json();
        assertThat(after.get("state").asText()).isIn("recovering", "idle");
        await().until(() -> livy.get(session).json().equals(before));
    }

    @Test
    void tokenOfTheServiceAuthenticates() {
        TokenApiTest.grant(livy, "a", "alice", 60);
        TokenApiTest.grant(livy, "b", "bob", 60);
        Answer created = livy.post(SESSIONS, "{\"kind\":\"spark\",\"cluster_name\":\"other\"}", "X-Auth-Token", "a");
        String session = SESSIONS + "/" + created.json().get("id").asText();

        assertThat(created.json().get("owner").asText()).isEqualTo("alice");
        assertThat(livy.get(session, "X-Auth-Token", "a").status()).isEqualTo(200);
        assertThat(livy.get(session, "X-Auth-Token", "b").status()).isEqualTo(404);
        assertThat(livy.get(session).status()).isEqualTo(404);
        assertThat(livy.get(SESSIONS, "X-Auth-Token", "b").json().get("total").asInt())
                .isZero();
        assertThat(livy.get(session, "X-Auth-Token", "no")
                        .json()
                        .get("error_code")
                        .asText())
                .isEqualTo("DLI.0013");
        assertThat(livy.get("/sessions/0", "X-Auth-Token", "a").status()).isEqualTo(404);
    }

    @Test
    void unknownAddressAndMethodHaveTheErrorsOfTheService() {
        assertThat(livy.get("/v2.0/p/jobs").json().get("error_code").asText()).isEqualTo("DLI.0023");
        assertThat(livy.send("PUT", SESSIONS, "{}").json().get("error_code").asText())
                .isEqualTo("DLI.0007");
    }

    @Test
    void batchRunsAndShowsItsEnd() {
        Answer created = livy.post(
                BATCHES,
                "{\"cluster_name\":\"test_cluster\",\"file\":\"group.tesddws/job.py\",\"args\":[\"exit 0\"],\"name\":\"b1\"}");
        String batch = BATCHES + "/" + created.json().get("id").asText();

        assertThat(created.status()).as(created.body()).isEqualTo(200);
        assertThat(created.json().get("sc_type").asText()).isEqualTo("A");
        livy.awaitState(batch, "success");
        assertThat(livy.get(batch).json().get("update_time").asLong()).isPositive();
        assertThat(livy.get(BATCHES).json().get("sessions").findValuesAsText("name"))
                .containsExactly("b1");
        assertThat(livy.get(batch + "/log").json().get("log").isArray()).isTrue();
        assertThat(livy.delete(batch).body()).isEqualTo("{\"msg\":\"deleted\"}");
        assertThat(livy.get(batch).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"cluster_name\":\"other\"} | file is missing | DLI.0001",
                "{\"file\":\"group.tesddws/job.py\"} | cluster_name is missing | DLI.0001",
                "{\"cluster_name\":\"other\",\"file\":\"/etc/passwd\"} | package '/etc/passwd' is not in the folder of packages | DLI.0012",
                "{\"cluster_name\":\"other\",\"file\":\"group.tesddws/job.py\",\"heartbeatTimeoutInSecond\":1} | parameter 'heartbeatTimeoutInSecond' does not belong to this request | DLI.0001",
            })
    void wrongBatchIsRefused(String body, String message, String code) {
        Answer answer = livy.post(BATCHES, body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().get("error_code").asText()).isEqualTo(code);
        assertThat(answer.json().get("error_msg").asText()).isEqualTo(message);
    }

    @Test
    void apiIsOffWithoutPresets(@TempDir Path other) throws IOException {
        try (ServerFixture plain = new ServerFixture(other)) {
            assertThat(plain.post(SESSIONS, "{}").status()).isEqualTo(404);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | it has no types",
                "{\"types\":{}} | it has no types",
                "{\"types\":{\"A\":{\"driverCores\":0,\"executorCores\":1,\"driverMemory\":\"1g\",\"executorMemory\":\"1g\",\"numExecutors\":1}}} | type A: driverCores",
                "{\"types\":{\"A\":{\"driverCores\":1,\"executorCores\":1,\"driverMemory\":\"much\",\"executorMemory\":\"1g\",\"numExecutors\":1}}} | type A: 'much' is not a memory size",
                "{\"types\":{\"A\":{\"driverCores\":1,\"executorCores\":1,\"executorMemory\":\"1g\",\"numExecutors\":1}}} | type A: driverMemory is missing",
                "{\"typos\":{}} | Unrecognized field",
                "{ | cannot read the presets",
                "{\"types\":{\"A\":{\"driverCores\":1,\"executorCores\":1,\"driverMemory\":\"1g\",\"executorMemory\":\"1g\",\"numExecutors\":1}},\"packages\":\"/no/such\"} | packages: /no/such is not a folder",
                "{\"types\":{\"A\":{\"driverCores\":1,\"executorCores\":1,\"driverMemory\":\"1g\",\"executorMemory\":\"1g\",\"numExecutors\":1}},\"packages\":\"/etc\"} | add it with --livy-files",
            })
    void wrongPresetsStopTheServer(String content, String message, @TempDir Path other) throws IOException {
        Files.writeString(other.resolve("presets"), content);

        assertThatThrownBy(() -> new ServerFixture(other)).hasMessageContaining(message);
    }
}
