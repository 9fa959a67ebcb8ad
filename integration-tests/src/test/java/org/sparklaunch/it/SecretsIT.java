package org.sparklaunch.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The secrets of a launch and of its users, searched for wherever others can read. */
class SecretsIT {
    /** A user's own, as the key to a store of files. */
    private static final String CANARY = "canary-of-a-user";

    private static final String CONF = "{\"spark.hadoop.fs.s3a.secret.key\":\"" + CANARY + "\"}";

    private static RunningCluster cluster;
    private static LivySession session;
    private static Map<String, Pattern> secrets;

    @BeforeAll
    static void launch() throws IOException {
        cluster = RunningCluster.launch("--enable-query-tracker");
        session = LivySession.startWith(cluster.livy(), "{\"kind\":\"spark\",\"conf\":" + CONF + "}");
        session.run("spark.range(10).count()");
        CommandResult query = sqlOfAlice("SELECT count(*) FROM range(10)");
        assertThat(query.exitCode()).as(query.err()).isZero();
        secrets = Map.of(
                "service key", exactly(UserTokens.serviceKey(cluster)),
                "password of Spark's pages", exactly(cluster.secret("page-password")),
                "password of the metastore's clients",
                        exactly(cluster.secret("metastore/metastore.properties")
                                .replaceFirst("(?s).*password=(\\p{XDigit}+).*", "$1")),
                "password of ZooKeeper's nodes",
                        exactly(cluster.secret("zookeeper-digest").replaceFirst(".*:", "")),
                "key of the tracker",
                        exactly(Files.readString(cluster.stateDir().resolve("tracker-key"))
                                .strip()),
                "session secret",
                        exactly(Files.readString(sessionFolder().resolve("secret"))
                                .strip()),
                "token", exactly(UserTokens.issue(cluster, "alice")),
                "token that the tracker issued", Pattern.compile("stk-\\p{XDigit}{64}"),
                "setting of a user", exactly(CANARY));
    }

    private static CommandResult sqlOfAlice(String sql) {
        return cluster.sql("alice", sql, "--settings", "{\"spark_conf\":" + CONF + "}");
    }

    private static Pattern exactly(String secret) {
        return Pattern.compile(Pattern.quote(secret));
    }

    @AfterAll
    static void end() {
        cluster.close();
    }

    @Test
    void otherAccountsCanReadNothingInTheStateFolder() {
        // The running cluster removes files while they are listed.
        await().ignoreExceptionsInstanceOf(IOException.class)
                .ignoreExceptionsInstanceOf(UncheckedIOException.class)
                .untilAsserted(
                        () -> assertThat(openToOthers(cluster.stateDir())).isEmpty());
    }

    @Test
    void otherAccountIsServedByNeitherServer() {
        String livy = cluster.ready().get("livy").asText();
        String tracker = cluster.ready().get("query_tracker").asText();
        try (OtherAccount other = OtherAccount.create()) {
            for (String path :
                    List.of("/sessions", session.path(), "/batches", "/version", "/ui", "/spark-launch/pool")) {
                assertThat(other.curl(livy + path)).contains("is not served", " 403");
            }
            assertThat(other.curl(livy + "/sessions", "-d", "{\"kind\":\"spark\"}"))
                    .contains(" 403");
            assertThat(other.curl(livy + session.path() + "/statements", "-d", "{\"code\":\"1\"}"))
                    .contains(" 403");
            assertThat(other.curl(livy + session.path(), "-X", "DELETE")).contains(" 403");
            for (String command : List.of("list_queries", "list_sessions", "start_query")) {
                assertThat(other.curl(
                                tracker + "/api/v4/" + command,
                                "-H",
                                "X-User: root",
                                "-X",
                                command.equals("start_query") ? "POST" : "GET"))
                        .contains("is not served");
            }
        }
    }

    @Test
    void otherAccountIsNotServedByTheMetastore() {
        URI metastore = URI.create(cluster.ready().get("metastore").asText());
        try (OtherAccount other = OtherAccount.create()) {
            assertThat(other.curl("http://" + metastore.getAuthority())).isEqualTo(" 000");
        }
        await().untilAsserted(
                        () -> assertThat(Files.readString(cluster.stateDir().resolve("logs/metastore.log")))
                                .contains("closed a connection to the metastore: it is of account "));
    }

    @Test
    void standNotInTheAuditLogs() throws IOException {
        List<String> logs = new ArrayList<>();
        for (String server : List.of("livy", "query-tracker")) {
            logs.add(Files.readString(cluster.stateDir().resolve(server).resolve("audit.jsonl")));
        }

        assertThat(logs.get(0)).contains("\"action\":\"run_statement\"", "\"action\":\"grant_token\"");
        assertThat(logs.get(1))
                .contains("\"action\":\"start_query\"", "\"action\":\"end_query\"", "\"user\":\"alice\"");
        assertThat(logs).noneSatisfy(log -> assertThat(log).containsIgnoringCase("range(10"));
        assertNoSecretIn(logs);
    }

    private static List<Path> openToOthers(Path folder) throws IOException {
        List<Path> open = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(f -> !Files.isSymbolicLink(f)).toList()) {
                if (!PosixFilePermissions.toString(Files.getPosixFilePermissions(file))
                        .endsWith("------")) {
                    open.add(file);
                }
            }
        }
        return open;
    }

    @Test
    void standOnNoCommandLineAndInNoEnvironment() {
        List<String> visible = cluster.processes().pids().stream()
                .flatMap(pid -> Stream.of(ProductProcesses.commandLine(pid), ProductProcesses.environment(pid)))
                .toList();

        assertNoSecretIn(visible);
        // Spark gives it to executors in their environment, which only this account can read.
        assertThat(visible)
                .filteredOn(text -> text.contains(cluster.secret("cluster-secret")))
                .allMatch(text -> text.contains("_SPARK_AUTH_SECRET="));
    }

    @Test
    void standInNoAnswerOfAServer() {
        Http livy = cluster.livy();
        List<String> answers = new ArrayList<>();
        for (String path : List.of("/sessions", session.path(), session.path() + "/log?size=-1")) {
            answers.add(livy.get(path).body());
        }
        answers.add(session.run("spark.conf.getAll.filterNot(_._1.contains(\"s3a\")).mkString")
                .toString());
        answers.add(livy.get("/spark-launch/health").body());
        answers.add(
                cluster.run("query-tracker", "list-queries", "--user", "alice").out());
        answers.add(cluster.queryTracker()
                .getFor("alice", "/api/v4/list_queries?attributes=settings,progress,query")
                .body());

        assertNoSecretIn(answers);
    }

    @Test
    void standOnNoPageOfSpark() {
        JsonNode shown = cluster.livy().get(session.path()).json();
        Http driver = cluster.sparkPages(shown.at("/appInfo/sparkUiUrl").asText());
        String application = "/api/v1/applications/" + shown.path("appId").asText();
        Http master = cluster.sparkPages(cluster.ready().path("master_web_ui").asText());
        List<String> pages = List.of(
                driver.get(application + "/environment").body(),
                driver.get("/environment/").body(),
                master.get("/").body());

        assertThat(pages.get(0)).contains("fs.s3a.secret.key");
        assertNoSecretIn(pages);
        assertThat(pages).noneMatch(page -> page.contains(cluster.secret("cluster-secret")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/json/",
                "/metrics/json/",
                "/static/webui.css",
                "/environment/",
                "/jobs/",
                "/jobs/job/kill/?id=0",
                "/app/kill/?id=0&terminate=true",
                "/api/v1/applications",
                "/api/v1/applications/x/environment",
                "/logPage/?driverId=x",
                "/executors/threadDump/?executorId=driver"
            })
    void pagesOfSparkRefuseWhoHasNotLoggedIn(String path) {
        for (String page : pagesOfSpark()) {
            assertThat(new Http(page).get(path).status()).as(page + path).isEqualTo(401);
            assertThat(new Http(page).loggedIn("spark", "wrong").get(path).status())
                    .as(page + path)
                    .isEqualTo(401);
            assertThat(new Http(page).post(path, "").status()).as(page + path).isEqualTo(401);
        }
    }

    private static List<String> pagesOfSpark() {
        String master = cluster.ready().path("master_web_ui").asText();
        String worker = cluster.sparkPages(master)
                .get("/json/")
                .json()
                .at("/workers/0/webuiaddress")
                .asText();
        String driver = cluster.livy()
                .get(session.path())
                .json()
                .at("/appInfo/sparkUiUrl")
                .asText();
        assertThat(cluster.sparkPages(worker).get("/").status()).isEqualTo(200);
        return List.of(master, worker, driver);
    }

    @Test
    void secretOfTheClusterIsNotSeenByStatementsOfSql() {
        String secret = cluster.secret("cluster-secret");

        for (String statement : List.of(
                "SET spark.authenticate.secret",
                "SET -v",
                "SET",
                "SELECT '${spark.authenticate.secret} ${system:spark.authenticate.secret} ${env:_SPARK_AUTH_SECRET}'")) {
            CommandResult shown = sqlOfAlice(statement);
            assertThat(shown.exitCode()).as(shown.err()).isZero();
            assertThat(shown.out()).as(statement).doesNotContain(secret);
        }
        assertThat(sqlOfAlice("SELECT count(*) FROM range(0, 100, 1, 4)").out()).contains("100");
    }

    @ParameterizedTest
    @ValueSource(strings = {"spark.authenticate", "spark.ui.filters", "spark.ui.killEnabled"})
    void aSessionCannotOpenADoor(String key) {
        Http.Answer refused =
                cluster.livy().post("/sessions", "{\"kind\":\"sql\",\"conf\":{\"" + key + "\":\"false\"}}");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body()).contains(key);
    }

    @Test
    void theMasterRunsNothingForAStranger() throws IOException {
        Path log = Files.createTempFile("stranger", ".log");
        ProcessBuilder submit = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "--add-exports=java.base/sun.nio.ch=ALL-UNNAMED",
                "--add-opens=java.base/java.nio=ALL-UNNAMED",
                "-Xmx640m",
                "-Dscala.usejavacp=true",
                "-cp",
                Archive.sparkHome().resolve("jars") + "/*",
                "org.apache.spark.deploy.SparkSubmit",
                "--master",
                cluster.ready().path("master").asText(),
                "--conf",
                "spark.ui.enabled=false",
                "--class",
                "org.apache.spark.repl.Main",
                "spark-shell");
        submit.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
        Process stranger =
                submit.redirectErrorStream(true).redirectOutput(log.toFile()).start();
        try {
            await("the refusal")
                    .atMost(Duration.ofMinutes(1))
                    .until(() -> Files.readString(log), text -> text.contains("Failed to connect to master"));
            assertThat(cluster.sparkPages(cluster.ready().path("master_web_ui").asText())
                            .get("/json/")
                            .body())
                    .doesNotContain("Spark shell");
        } finally {
            stranger.destroyForcibly();
            Files.delete(log);
        }
    }

    @Test
    void standInNoLogAndNowhereInZooKeeper() throws IOException {
        List<String> texts = new ArrayList<>();
        texts.add(cluster.said());
        for (String folder : List.of("logs", "zookeeper", "spark")) {
            texts.addAll(contents(cluster.stateDir().resolve(folder)));
        }
        assertThat(texts).noneMatch(text -> text.contains(cluster.secret("cluster-secret")));
        texts.add(Files.readString(sessionFolder().resolve("stdout.log")));

        assertNoSecretIn(texts);
    }

    @Test
    void restInFilesOfTheirOwnerOnly() throws IOException {
        for (Path file : List.of(
                cluster.stateDir().resolve("service-key"),
                cluster.stateDir().resolve("cluster-secret"),
                cluster.stateDir().resolve("page-password"),
                cluster.stateDir().resolve("spark/daemons.properties"),
                sessionFolder().resolve("secret"))) {
            assertThat(Files.getPosixFilePermissions(file))
                    .as(file.toString())
                    .isEqualTo(Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE));
        }
    }

    private static Path sessionFolder() {
        return cluster.stateDir().resolve("livy/sessions/" + session.id());
    }

    private static List<String> contents(Path folder) throws IOException {
        List<String> texts = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile)
                    // The settings of the daemons, which hold the secret of the cluster.
                    .filter(file -> !file.endsWith("daemons.properties"))
                    .toList()) {
                texts.add(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
            }
        }
        return texts;
    }

    private static void assertNoSecretIn(List<String> texts) {
        assertThat(texts).isNotEmpty();
        secrets.forEach((name, secret) -> assertThat(texts).as(name).noneMatch(secret.asPredicate()));
    }
}
