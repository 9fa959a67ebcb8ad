package org.sparklaunch.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Attacks on the policy by SQL, in real sessions of one launch: one on the in-memory catalog, one on the launch's own. The user is
 * {@code anonymous}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class PolicyWallsContract {
    private static final String CANARY = "canary-of-the-operator";
    private static final String MARK = "tell_tale";

    /** Fewer than the statements that a session keeps. */
    private static final int MOST_WAITING = 50;

    private static final List<String> CATALOGS = List.of("in-memory", "hive");

    @TempDir
    private static Path folder;

    private final Map<String, LivySession> sessions = new LinkedHashMap<>();
    private final Queue<String> requests = new ConcurrentLinkedQueue<>();
    private RunningCluster cluster;
    private HttpServer web;

    /** The installation to launch on. */
    protected abstract Path sparkHome();

    @BeforeAll
    void launch() throws IOException {
        web = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        web.createContext("/", exchange -> {
            requests.add(exchange.getRequestURI().toString());
            exchange.sendResponseHeaders(404, -1);
            exchange.close();
        });
        web.start();
        makeFiles();
        policy("allow anonymous code\n");
        cluster = RunningCluster.launch(
                builder -> builder.environment().put("OPERATORS_SECRET", CANARY),
                "--spark-home",
                sparkHome().toString(),
                "--livy-files",
                folder.toString(),
                "--warehouse",
                folder.resolve("catalog-hive/warehouse").toString(),
                "--policy-file",
                folder.resolve("policy").toString());
        makeTableOfLinks();
        for (String catalog : CATALOGS) {
            LivySession session = LivySession.startWith(cluster.livy(), request(catalog));
            sessions.put(catalog, session);
            PolicyStatements.SETUP.forEach(statement -> {
                JsonNode output = run(catalog, statement);
                assertThat(output.get("status").asText())
                        .as(statement + ": " + output)
                        .isEqualTo("ok");
            });
        }
        restrict();
    }

    /** Only a session that is not held to a policy can make it. The session ends when its user loses the right. */
    private void makeTableOfLinks() throws IOException {
        LivySession unheld = LivySession.startWith(cluster.livy(), request("hive"));
        PolicyStatements.SETUP_WITHOUT_POLICY.forEach(statement -> {
            JsonNode output = unheld.run(resolve("hive", statement)).get("output");
            assertThat(output.get("status").asText())
                    .as(statement + ": " + output)
                    .isEqualTo("ok");
        });
        policy("allow * read,write database *\nallow * read,write path " + folder + "\nallow * set conf spark.*\n");
        unheld.awaitState("dead");
    }

    private static void makeFiles() throws IOException {
        // Otherwise no other account could put a link anywhere.
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        for (String name :
                List.of("pub", "secret", "out", "deep/p=1", "catalog-in-memory/warehouse", "catalog-hive/warehouse")) {
            Files.createDirectories(folder.resolve(name));
        }
        Files.writeString(folder.resolve("pub/data.json"), "{\"word\":\"public\"}\n");
        Files.writeString(folder.resolve("secret/data.json"), "{\"" + MARK + "\":\"" + MARK + "\"}\n");
        Files.createSymbolicLink(folder.resolve("out/link"), folder.resolve("secret"));
        Files.createSymbolicLink(
                Files.createDirectory(folder.resolve("out/odd")).resolve("x[1]"), folder.resolve("secret"));
        Files.createDirectory(folder.resolve("out/names"));
        Files.writeString(folder.resolve("out/names/list.txt"), folder.resolve("secret/data.json") + "\n");
        Files.createSymbolicLink(folder.resolve("deep/p=1/link.json"), folder.resolve("secret/data.json"));
    }

    private static String request(String catalog) {
        Path place = folder.resolve("catalog-" + catalog);
        return catalog.equals("hive")
                ? "{\"kind\":\"sql\"}"
                : "{\"kind\":\"sql\",\"conf\":{\"spark.sql.catalogImplementation\":\"" + catalog
                        + "\",\"spark.sql.warehouse.dir\":\"" + place.resolve("warehouse") + "\"}}";
    }

    /** Links of somebody else, where Spark puts the next table and the next database. */
    private static void makeTraps(String catalog) throws IOException {
        Path warehouse = folder.resolve("catalog-" + catalog + "/warehouse");
        Path target = Files.createDirectory(folder.resolve("secret/trap-" + catalog));
        Files.createSymbolicLink(warehouse.resolve("lab.db/trap"), target);
        Files.createSymbolicLink(warehouse.resolve("lab_trap.db"), target);
    }

    private void restrict() throws IOException {
        for (String catalog : CATALOGS) {
            makeTraps(catalog);
        }
        policy("contact data-team@example.org\n"
                + "allow anonymous read,write database lab\n"
                + "allow anonymous write database default\n"
                + "allow anonymous write database lab_trap\n"
                + "allow anonymous read path " + folder.resolve("pub") + "\n"
                + "allow anonymous read,write path " + folder.resolve("deep") + "\n"
                + "allow anonymous read,write path " + folder.resolve("out") + "\n");
        CATALOGS.forEach(catalog -> await().atMost(Duration.ofSeconds(30))
                .until(
                        () -> run(catalog, "SELECT * FROM hidden.t")
                                .get("status")
                                .asText(),
                        "error"::equals));
    }

    private static void policy(String rules) throws IOException {
        Files.writeString(folder.resolve("policy"), rules);
    }

    @AfterAll
    void end() {
        sessions.values().forEach(LivySession::close);
        if (cluster != null) {
            cluster.close();
        }
        web.stop(0);
    }

    private JsonNode run(String catalog, String statement) {
        return sessions.get(catalog).run(resolve(catalog, statement)).get("output");
    }

    /** Runs statements one after another; they wait at the server, which saves a turn of the client for each. */
    private Map<String, JsonNode> runAll(String catalog, List<String> statements) {
        LivySession session = sessions.get(catalog);
        Map<String, JsonNode> outputs = new LinkedHashMap<>();
        for (int from = 0; from < statements.size(); from += MOST_WAITING) {
            List<String> some = statements.subList(from, Math.min(from + MOST_WAITING, statements.size()));
            List<Integer> ids = some.stream()
                    .map(statement -> session.post(resolve(catalog, statement)))
                    .toList();
            for (int i = 0; i < ids.size(); i++) {
                outputs.put(some.get(i), session.awaitStatement(ids.get(i)).get("output"));
            }
        }
        return outputs;
    }

    private String resolve(String catalog, String statement) {
        return statement
                .replace("$DIR", folder.toString())
                .replace("$CATALOG", catalog)
                .replace(
                        "$WAREHOUSE",
                        folder.resolve("catalog-" + catalog + "/warehouse").toString())
                .replace("$URL", "http://127.0.0.1:" + web.getAddress().getPort());
    }

    static Stream<Arguments> commands() {
        return CATALOGS.stream()
                .flatMap(catalog ->
                        PolicyStatements.COMMANDS_WITH_A_PATH.stream().map(command -> Arguments.of(catalog, command)));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void noSpellingOfAPathLeadsOutOfTheAllowedFolders(String catalog, String command) throws IOException {
        SoftAssertions all = new SoftAssertions();
        List<String> statements = PolicyStatements.PATHS_TO_ELSEWHERE.stream()
                .map(path -> command.replace("$P", path))
                .toList();
        runAll(catalog, statements).forEach((statement, output) -> assertDenied(all, statement, output, true));

        all.assertAll();
        assertThat(folder.resolve("secret/data.json")).hasContent("{\"" + MARK + "\":\"" + MARK + "\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"in-memory", "hive"})
    void attacksAreDenied(String catalog) {
        SoftAssertions all = new SoftAssertions();
        runAll(catalog, PolicyStatements.DENIED)
                .forEach((statement, output) -> assertDenied(all, statement, output, true));
        runAll(catalog, PolicyStatements.DENIED_OR_UNKNOWN)
                .forEach((statement, output) -> assertDenied(all, statement, output, false));

        all.assertAll();
        assertThat(folder.resolve("secret/t-" + catalog)).isDirectoryContaining("glob:**.json");
        assertThat(folder.resolve("secret/trap-" + catalog)).isEmptyDirectory();
        assertThat(run(catalog, "SHOW TABLES IN lab").toString()).doesNotContain("\"trap\"");
        assertThat(run(catalog, "SHOW DATABASES").toString()).doesNotContain("lab_trap");
    }

    /** Some classes of Hive read files that a file of the table names. */
    @Test
    void tablesOfHiveReadTheirOwnFilesOnly() {
        SoftAssertions all = new SoftAssertions();
        runAll("hive", PolicyStatements.DENIED_BY_HIVE)
                .forEach((statement, output) -> assertDenied(all, statement, output, true));
        runAll("hive", PolicyStatements.ALLOWED_BY_HIVE)
                .forEach((statement, output) -> all.assertThat(
                                output.get("status").asText())
                        .as(statement + ": " + output)
                        .isEqualTo("ok"));

        all.assertAll();
    }

    /** A refusal names the user's own words only, and comes before a file was opened. */
    private static void assertDenied(SoftAssertions all, String statement, JsonNode output, boolean known) {
        String message = output.path("evalue").asText();
        all.assertThat(output.get("status").asText()).as(statement).isEqualTo("error");
        if (known) {
            // Spark itself refuses a capital scheme after LOCAL.
            all.assertThat(message)
                    .as(statement)
                    .containsPattern("(?s)Access denied: .*data-team@example.org|LOCAL_MUST_WITH_SCHEMA_FILE");
        }
        if (message.contains("Access denied: ")) {
            all.assertThat(message).as(statement).doesNotContain("org.apache", "org.sparklaunch", "Command");
        }
        all.assertThat(output.toString()).as(statement).doesNotContain("{\\\"" + MARK, "evil.Fs not found");
    }

    @ParameterizedTest
    @ValueSource(strings = {"in-memory", "hive"})
    void whatThePolicyAllowsRuns(String catalog) {
        SoftAssertions all = new SoftAssertions();
        for (String statement : PolicyStatements.ALLOWED) {
            JsonNode output = run(catalog, statement);
            all.assertThat(output.get("status").asText())
                    .as(statement + ": " + output)
                    .isEqualTo("ok");
        }

        all.assertAll();
    }

    @ParameterizedTest
    @ValueSource(strings = {"in-memory", "hive"})
    void variablesOfTheOperatorAreNotSubstitutedAlsoAfterReset(String catalog) {
        String statement = "SELECT '${env:OPERATORS_SECRET} ${system:user.home} ${spark.master}'";
        run(catalog, "RESET");

        assertThat(run(catalog, statement).toString()).contains("${env:", "${system:", "${spark.master}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"in-memory", "hive"})
    void documentsOpenNeitherAddressesNorFiles(String catalog) {
        run(catalog, "SELECT xpath_string('<!DOCTYPE a SYSTEM \"$URL/driver.dtd\"><a>1</a>', 'a')");
        run(catalog, "SELECT xpath_string(x, 'a') FROM lab.docs");
        JsonNode entity = run(
                catalog,
                "SELECT xpath_string('<!DOCTYPE a [<!ENTITY e SYSTEM \"file:$DIR/secret/data.json\">]><a>&e;</a>',"
                        + " 'a')");

        assertThat(requests).isEmpty();
        assertThat(entity.toString()).doesNotContain("{\\\"" + MARK);
    }

    @ParameterizedTest
    @ValueSource(strings = {"in-memory", "hive"})
    void userOfTheRequestIsTheCurrentUserAndOwnsTables(String catalog) {
        run(catalog, "CREATE TABLE IF NOT EXISTS lab.mine (x INT) USING parquet");
        run(catalog, "CREATE TABLE IF NOT EXISTS lab.mine2 USING parquet AS SELECT 1 x");

        assertThat(run(catalog, "SELECT current_user(), user()").toString()).contains("[\"anonymous\",\"anonymous\"]");
        assertThat(run(catalog, "DESCRIBE EXTENDED lab.mine").toString()).contains("[\"Owner\",\"anonymous\"");
        assertThat(run(catalog, "DESCRIBE EXTENDED lab.mine2").toString()).contains("[\"Owner\",\"anonymous\"");
    }

    @Test
    void processesOfTheLaunchDoNotInheritTheOperatorsSecrets() {
        run("in-memory", "SELECT count(*) FROM range(10)");
        List<Long> children = cluster.processes().pids().stream()
                .filter(pid -> pid != cluster.pid())
                .toList();

        assertThat(children).hasSizeGreaterThan(3);
        assertThat(children).noneMatch(pid -> ProductProcesses.environment(pid).contains(CANARY));
    }

    @Test
    void logsOfTheSessionsShowNoContentOfRefusedFiles() {
        sessions.values()
                .forEach(session -> assertThat(cluster.livy()
                                .get(session.path() + "/log?size=-1")
                                .body())
                        .doesNotContain("{\\\"" + MARK));
    }

    /** A newer Spark with a function that nobody judged fails here. */
    @Test
    void everyBuiltInFunctionIsJudged() {
        SoftAssertions all = new SoftAssertions();
        JsonNode rows = run("in-memory", "SHOW SYSTEM FUNCTIONS").at("/data/application~1json/data");
        assertThat(rows).hasSizeGreaterThan(300);
        List<String> calls = StreamSupport.stream(rows.spliterator(), false)
                .map(row -> row.get(0).asText())
                .filter(name -> name.matches("[a-z_0-9]+"))
                .map(name -> "SELECT `" + name + "`()")
                .toList();
        runAll("in-memory", calls)
                .forEach((call, output) -> all.assertThat(output.path("evalue").asText())
                        .as(call)
                        .doesNotContain("is not on the list of known functions"));

        all.assertAll();
    }
}
