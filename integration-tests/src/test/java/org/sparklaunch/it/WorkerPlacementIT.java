package org.sparklaunch.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Drivers of sessions and batches on the workers of a cluster, ordered from Spark's master. */
class WorkerPlacementIT {
    private static final String LIVY = "org.sparklaunch.livy.server.LivyServerMain";
    private static final String DRIVER = "org.sparklaunch.livy.driver.PlacedDriver";
    private static final String CANARY = "canary-5f0c7a1e";
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private static RunningCluster cluster;
    private static Http livy;

    @BeforeAll
    static void launch() {
        cluster = RunningCluster.launch("--livy-driver-placement", "worker", "--worker-num", "2");
        livy = cluster.livy();
    }

    @AfterAll
    static void end() {
        cluster.close();
    }

    @AfterEach
    void everySessionIsGoneWithItsDriver() {
        livy.get("/sessions")
                .json()
                .get("sessions")
                .forEach(session -> livy.delete("/sessions/" + session.get("id").asInt()));
        await("no driver is left").atMost(LIMIT).until(() -> cluster.processes().pidsOf(DRIVER), List::isEmpty);
    }

    @Test
    void sessionsDriverIsAChildOfAWorkerAndItsLogIsSeen() {
        try (LivySession session = LivySession.start(livy, "sql")) {
            JsonNode statement = session.run("SELECT count(*) FROM range(1000)");

            assertThat(statement.at("/output/data/application~1json/data/0/0").asInt())
                    .isEqualTo(1000);
            long driver = cluster.processes().pidsOf(DRIVER).get(0);
            ProcessHandle parent =
                    ProcessHandle.of(driver).orElseThrow().parent().orElseThrow();
            assertThat(ProductProcesses.commandLine(parent.pid())).contains("org.apache.spark.deploy.worker.Worker");
            await("the driver's own words in the session's log")
                    .atMost(LIMIT)
                    .until(
                            () -> livy.get(session.path() + "/log?size=-1").body(),
                            log -> log.contains("is RUNNING on") && log.contains("Running Spark version"));
        }
    }

    @Test
    void secretSettingIsNowhereThatOthersRead() throws IOException {
        int id = create("{\"kind\":\"sql\",\"conf\":{\"spark.hadoop.my.setting\":\"" + CANARY + "\"}}");
        LivySession session = LivySession.of(livy, id);
        session.awaitState("idle");

        List<String> seen = new ArrayList<>();
        for (long pid : cluster.processes().pids()) {
            seen.add(ProductProcesses.commandLine(pid));
            seen.add(ProductProcesses.environment(pid));
        }
        for (String folder : List.of("logs", "zookeeper", "spark/recovery")) {
            seen.addAll(contents(cluster.stateDir().resolve(folder)));
        }
        seen.add(livy.get(session.path() + "/log?size=-1").body());
        assertThat(seen).isNotEmpty().noneMatch(text -> text.contains(CANARY));
        assertThat(session.run("SET spark.hadoop.my.setting").toString()).contains(CANARY);
    }

    @Test
    void uploadIsFetchedByADriverOnAWorker() {
        LivySession session = LivySession.start(livy, "sql");

        Http.Answer uploaded = livy.upload(session.path() + "/upload-file", "file", "sent numbers.txt", "1 2 3");

        assertThat(uploaded.status()).as(uploaded.body()).isEqualTo(200);
        assertThat(session.run("LIST FILES").toString())
                .contains("numbers.txt")
                .doesNotContain(cluster.stateDir().resolve("livy").toString());
    }

    @Test
    void statementOutlivesTheLivyServer() {
        LivySession session = LivySession.start(livy, "spark");
        int sleeping = session.post("Thread.sleep(4000); 41 + 1");
        session.awaitRunning(sleeping);
        long victim = cluster.processes().pidsOf(LIVY).get(0);

        ProcessHandle.of(victim).orElseThrow().destroyForcibly();
        await("another Livy server")
                .atMost(LIMIT)
                .until(() -> cluster.processes().pidsOf(LIVY).stream().anyMatch(pid -> pid != victim));

        assertThat(session.awaitStatement(sleeping)
                        .at("/output/data/text~1plain")
                        .asText())
                .contains("Int = 42");
    }

    @Test
    void driverThatDiesEndsItsSession() {
        LivySession session = LivySession.start(livy, "sql");

        cluster.processes()
                .pidsOf(DRIVER)
                .forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));

        session.awaitState("dead");
        assertThat(livy.get(session.path() + "/log?size=-1").body()).contains("has ended");
    }

    @Test
    void batchEndsInTheStateOfItsProgram() throws IOException {
        HttpServer files = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        serve(files, "/good.py", """
                from pyspark.sql import SparkSession
                spark = SparkSession.builder.getOrCreate()
                print("rows", spark.range(12).count())
                """);
        serve(files, "/bad.py", "raise SystemExit(3)");
        files.start();
        try {
            String base = "http://127.0.0.1:" + files.getAddress().getPort();
            int good = submit(base + "/good.py");
            int bad = submit(base + "/bad.py");

            awaitBatch(bad, "dead");
            awaitBatch(good, "success");

            JsonNode batch = livy.get("/batches/" + good).json();
            assertThat(batch.get("appId").asText()).startsWith("app-");
            assertThat(livy.get("/batches/" + good + "/log?size=-1").body()).contains("rows 12");
        } finally {
            files.stop(0);
        }
    }

    private static int create(String body) {
        Http.Answer created = livy.post("/sessions", body);
        assertThat(created.status()).as(created.body()).isEqualTo(201);
        return created.json().get("id").asInt();
    }

    private static int submit(String file) {
        Http.Answer created = livy.post("/batches", "{\"file\":\"" + file + "\"}");
        assertThat(created.status()).as(created.body()).isEqualTo(201);
        return created.json().get("id").asInt();
    }

    private static void awaitBatch(int id, String state) {
        await("batch " + id + " " + state)
                .atMost(LIMIT)
                .until(
                        () -> livy.get("/batches/" + id + "/state")
                                .json()
                                .get("state")
                                .asText(),
                        state::equals);
    }

    private static void serve(HttpServer files, String path, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        files.createContext(path, exchange -> {
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
    }

    private static List<String> contents(Path folder) throws IOException {
        List<String> texts = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                texts.add(Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        }
        return texts;
    }
}
