package org.sparklaunch.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A launch over HTTPS whose users prove who they are, with passwords that must show nowhere. */
class AuthenticationIT {
    private static final String PASSWORD = "canary-password";

    private static final String PROXY_SECRET = "canary-proxy-secret-0123456789abcdef";

    /** Of that password. */
    private static final String HASH = "$2b$04$abcdefghijklmnopqrstuuag0.YlF7tv7WKWN7rgqJ5KkJ9XU2wny";

    @TempDir
    private static Path folder;

    private static final KeyStoreFile KEYS = new KeyStoreFile("canary-store");

    private static RunningCluster cluster;

    @BeforeAll
    static void launch() throws IOException {
        Files.writeString(folder.resolve("passwords"), "alice:" + HASH + "\n");
        Files.writeString(folder.resolve("credentials"), "alice:" + PASSWORD + "\n");
        Files.writeString(folder.resolve("wrong"), "alice:" + PASSWORD + "x\n");
        Files.writeString(folder.resolve("proxy-secret"), PROXY_SECRET + "\n");
        Files.writeString(folder.resolve("authentication"), """
                password.file = %1$s/passwords
                proxy.addresses = 127.0.0.1
                proxy.secret-file = %1$s/proxy-secret
                proxy.user-header = X-Forwarded-User
                """.formatted(folder));
        KEYS.write(folder);
        cluster = RunningCluster.launch(
                "--enable-query-tracker",
                "--tls-keystore",
                KEYS.store(folder).toString(),
                "--tls-keystore-password-file",
                KEYS.passwordFile(folder).toString(),
                "--authentication-file",
                folder.resolve("authentication").toString(),
                "--livy-impersonation",
                "--livy-files",
                Files.createDirectory(folder.resolve("programs")).toString(),
                // One would serve nobody who is somebody.
                "--livy-warm-sessions",
                "0");
    }

    @AfterAll
    static void end() {
        cluster.close();
    }

    private static CommandResult sql(String credentials) {
        return sql(credentials, "SELECT 42, current_user()");
    }

    private static CommandResult sql(String credentials, String sql) {
        return cluster.run(
                "query-tracker",
                "sql",
                "--credentials-file",
                folder.resolve(credentials).toString(),
                "--tls-trust",
                KEYS.certificate(folder).toString(),
                sql);
    }

    @Test
    void whoProvesItIsServedAsThatUserAndThePasswordShowsNowhere() throws IOException {
        CommandResult result = sql("credentials");

        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.out()).contains("42", "alice");
        assertThat(visible())
                .noneMatch(text -> text.contains(PASSWORD) || text.contains(HASH) || text.contains(KEYS.password()));
    }

    @Test
    void whoDoesNotIsRefused() {
        assertThat(sql("wrong").exitCode()).isEqualTo(1);
        assertThat(livy().get("/sessions").status()).isEqualTo(401);
    }

    @Test
    void untrustedCertificateIsRefusedWithTheOption() {
        assertThat(cluster.sql("alice", "SELECT 1").err()).contains("is not trusted", "--tls-trust");
    }

    @Test
    void launchSeesItsOwnServers() {
        assertThat(cluster.discovered().get("livy").asText()).startsWith("https://");
        assertThat(Http.parse(cluster.run("spark-launch", "status", "--json").out())
                        .at("/sessions/max")
                        .asInt())
                .isEqualTo(2);
    }

    @Test
    void batchOfAProxyUserCreatesATableThatSessionsRead() throws IOException {
        Path program = Files.writeString(folder.resolve("programs/batch.py"), """
                from pyspark.sql import SparkSession
                spark = SparkSession.builder.getOrCreate()
                spark.sql("CREATE TABLE of_proxy_user AS SELECT current_user() AS creator")
                """);
        Http alice = livy().loggedIn("alice", PASSWORD);
        int id = alice.post("/batches", "{\"file\":" + Http.quoted(program.toString()) + "}")
                .json()
                .path("id")
                .asInt();

        String state = await("end of the batch")
                .atMost(Duration.ofSeconds(90))
                .until(
                        () -> alice.get("/batches/" + id + "/state")
                                .json()
                                .path("state")
                                .asText(),
                        List.of("success", "dead")::contains);

        assertThat(state)
                .as(alice.get("/batches/" + id + "/log?size=-1").body())
                .isEqualTo("success");
        CommandResult rows = sql("credentials", "SELECT creator FROM of_proxy_user");
        assertThat(rows.out()).as(rows.err()).contains("alice");
    }

    private static Http livy() {
        return cluster.livy().trusting(KEYS.trust(folder));
    }

    /** Line 40 of the checklist. */
    @Test
    void clientsWorkThroughAProxyWithPrefixTlsAndPassword() {
        try (ReverseProxy proxy = ReverseProxy.start(folder, PROXY_SECRET, cluster)) {
            new PythonClient("LIVY_CLIENTS_PYTHON").run("test_proxy.py", proxy.url(), folder);
        }
    }

    @Test
    void notebooksAuthenticateWithAPasswordThatTheyDoNotShow() {
        new PythonClient("NOTEBOOK_PYTHON")
                .run(
                        Path.of("../notebook/tests/secured").toAbsolutePath().toString(),
                        cluster,
                        folder,
                        Map.of("CERTIFICATE", KEYS.certificate(folder).toString(), "PASSWORD", PASSWORD));
    }

    private static List<String> visible() throws IOException {
        List<String> texts = new ArrayList<>(List.of(cluster.said()));
        cluster.processes().pids().forEach(pid -> {
            texts.add(ProductProcesses.commandLine(pid));
            texts.add(ProductProcesses.environment(pid));
        });
        for (String part : List.of("logs", "zookeeper", "livy", "query-tracker")) {
            try (Stream<Path> files = Files.walk(cluster.stateDir().resolve(part))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    texts.add(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
                }
            }
        }
        return texts;
    }
}
