package org.sparklaunch.livy.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparklaunch.livy.server.ServerFixture.Answer;

/**
 * Random bodies for every request that has one. Whatever is sent, the server answers as Livy would, stays, and keeps
 * nothing of what it refused. The seed is in the message of a failure; {@code -Dfuzz.seed} runs it again.
 */
class LivyRequestFuzzTest {
    private static final int BODIES = 250;

    /** Many: two ends of a request raced for its response once in some thousand. */
    private static final int UPLOADS = 2_000;

    private static final long SEED = Long.getLong("fuzz.seed", System.nanoTime());

    /** The only failures of its own that Livy reports for requests that came whole. */
    private static final Pattern LIVYS_500 =
            Pattern.compile("\"java\\.(lang\\.Illegal(State|Argument)Exception: (Session is in state|Invalid kind).*"
                    + "|util\\.concurrent\\.ExecutionException: .*Code type should be specified.*)\"");

    private static final Map<String, List<String>> FIELDS = Map.of(
            "/sessions",
                    List.of(
                            "kind",
                            "proxyUser",
                            "jars",
                            "pyFiles",
                            "files",
                            "driverMemory",
                            "driverCores",
                            "executorMemory",
                            "executorCores",
                            "numExecutors",
                            "archives",
                            "queue",
                            "name",
                            "conf",
                            "heartbeatTimeoutInSecond",
                            "ttl",
                            "idleTimeout"),
            "/batches",
                    List.of(
                            "file",
                            "proxyUser",
                            "args",
                            "className",
                            "jars",
                            "pyFiles",
                            "files",
                            "driverMemory",
                            "driverCores",
                            "executorMemory",
                            "executorCores",
                            "numExecutors",
                            "archives",
                            "queue",
                            "name",
                            "conf"),
            "/sessions/standing/statements", List.of("code", "kind", "msg_type"),
            "/sessions/standing/completion", List.of("code", "kind", "cursor"),
            "/sessions/standing/statements/0/cancel", List.of("anything"),
            "/sessions/standing/connect", List.of("anything"),
            "/sessions/standing/submit-job", List.of("job", "jobType"),
            "/sessions/standing/add-file", List.of("uri"),
            "/spark-launch/sessions/standing/statements", List.of("statements", "row_limit", "params"));

    private static final List<String> VALUES = List.of(
            "null",
            "true",
            "0",
            "-1",
            "1",
            "2147483648",
            "9223372036854775807",
            "1e400",
            "0.5",
            "\"\"",
            "\" \"",
            "\"1\"",
            "\"512m\"",
            "\"9999999999999999999g\"",
            "\"999999999999999d\"",
            "\"5x\"",
            "\"sql\"",
            "\"shared\"",
            "\"pyspark3\"",
            "\"/etc/passwd\"",
            "\"file:///etc/passwd\"",
            "\"FILE:/etc/passwd\"",
            "\"a b\"",
            "\"/x%00\"",
            "\"\\u0000/x\"",
            "\"/x\\u0000\"",
            "\"hdfs://host/x#y\"",
            "\"://\"",
            "\"\\ud800\"",
            "\"žluť 🐎\"",
            "\"a\\nb=c\"",
            "[]",
            "[null]",
            "[\"\"]",
            "[[1]]",
            "[\"/x%00\"]",
            "[\"/etc/passwd\"]",
            "[\"\\u0000\"]",
            "{}",
            "{\"a\":null}",
            "{\"spark.jars\":\"\\u0000\"}",
            "{\"a\":{}}",
            "{\"\":\"\"}",
            "{\"spark.driver.cores\":\"x\"}",
            "{\"spark.executor.memory\":\"\"}",
            "{\"spark.app.name\":\"n\\nspark.master=local\"}");

    @TempDir
    Path folder;

    private final Random random = new Random(SEED);
    private ServerFixture livy;

    @BeforeEach
    void start() {
        livy = new ServerFixture(folder);
        livy.idleSession("{\"kind\":\"sql\",\"name\":\"standing\"}");
    }

    @AfterEach
    void stop() throws IOException {
        livy.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/sessions",
                "/batches",
                "/sessions/standing/statements",
                "/sessions/standing/completion",
                "/sessions/standing/statements/0/cancel",
                "/sessions/standing/connect",
                "/sessions/standing/submit-job",
                "/sessions/standing/add-file",
                "/spark-launch/sessions/standing/statements"
            })
    void anyBodyGetsALivyResponseAndLeavesNothing(String path) {
        for (int i = 0; i < BODIES; i++) {
            String body = body(FIELDS.get(path));

            Answer answer = livy.post(path, body);

            assertAnsweredAsLivyWould(body, answer);
            if (answer.status() == 201 && FIELDS.get(path).contains("conf")) {
                livy.delete(answer.header("Location"));
            }
        }
        assertNothingLeft();
    }

    @Test
    void anyTokenIsGrantedOrRefused() {
        for (int i = 0; i < BODIES; i++) {
            String body = body(List.of("user", "ttlSeconds", "sqlOnly"));

            Answer answer = livy.send(
                    "PUT",
                    "/spark-launch/tokens/" + TokenApiTest.hash("t"),
                    body,
                    "Authorization",
                    "Service " + ServerFixture.SERVICE_KEY);

            assertThat(answer.status()).as(told(body, answer)).isIn(200, 400);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"upload-jar", "upload-pyfile", "upload-file"})
    void anyUploadIsKeptInItsSessionOrRefused(String upload) throws IOException {
        Set<String> before = multipartFiles();
        for (int i = 0; i < UPLOADS; i++) {
            String body = multipart();

            Answer answer = upload(upload, body);

            assertThat(answer.status()).as(told(body, answer)).isIn(200, 400);
        }
        assertNothingLeft();
        assertThat(multipartFiles()).isEqualTo(before);
        try (Stream<Path> files = Files.walk(folder)) {
            assertThat(files.filter(file -> file.getFileName().toString().contains("upload-me")))
                    .allSatisfy(file -> assertThat(file).startsWithRaw(livy.stateDir.resolve("sessions/0/uploads")));
        }
    }

    private Answer upload(String upload, String body) {
        String[] type = {"Content-Type", "multipart/form-data; boundary=b"};
        try {
            return livy.post("/sessions/standing/" + upload, body, type);
        } catch (UncheckedIOException e) {
            // Jetty closes a connection behind a body that it could not read; the client had not noticed yet.
            return livy.post("/sessions/standing/" + upload, body, type);
        }
    }

    /** Where Jetty puts parts that are on their way. */
    private static Set<String> multipartFiles() throws IOException {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return Set.copyOf(files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith("MultiPart"))
                    .toList());
        }
    }

    private String multipart() {
        String name = pick(List.of("jar", "file", "other", "", "\u0000"));
        String file = pick(List.of(
                "upload-me",
                "../../upload-me",
                "/tmp/upload-me",
                "..",
                "",
                "a\\\\upload-me",
                "utf-8''%2e%2e%2fupload-me",
                "utf-8''%zz",
                "x".repeat(300),
                "\u0000upload-me"));
        String whole = "--b\r\nContent-Disposition: form-data; name=\"" + name + "\"; filename=\"" + file + "\"\r\n\r\n"
                + pick(VALUES) + "\r\n--b--\r\n";
        return switch (random.nextInt(6)) {
            case 0 -> whole.substring(0, random.nextInt(whole.length() + 1));
            case 1 -> mutated(whole);
            default -> whole;
        };
    }

    private static void assertAnsweredAsLivyWould(String body, Answer answer) {
        assertThat(answer.status()).as(told(body, answer)).isIn(200, 201, 400, 500);
        if (answer.status() == 500) {
            assertThat(answer.body()).as(told(body, answer)).matches(LIVYS_500);
        }
    }

    private static String told(String body, Answer answer) {
        return "seed " + SEED + ", body " + body + ", answer " + answer.status() + " " + answer.body();
    }

    private void assertNothingLeft() {
        assertThat(livy.get("/sessions").body()).as("seed " + SEED).contains("\"total\":1,");
        assertThat(livy.get("/batches").body()).as("seed " + SEED).contains("\"total\":0,");
        livy.awaitState("/sessions/standing", "idle");
        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
            assertThat(livy.drivers.all().stream().filter(driver -> driver.isAlive()))
                    .hasSize(1);
            assertThat(names("sessions")).isEqualTo(Set.of("0"));
            assertThat(names("batches")).isEmpty();
            assertThat(names("journal").stream().filter(name -> name.matches("(session|batch)-\\d+.*")))
                    .containsExactly("session-0.jsonl");
        });
    }

    private Set<String> names(String child) throws IOException {
        Path directory = livy.stateDir.resolve(child);
        if (!Files.exists(directory)) {
            return Set.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return Set.copyOf(files.map(file -> file.getFileName().toString()).toList());
        }
    }

    // ---- random bodies -------------------------------------------------------------------------------------------

    private String body(List<String> known) {
        String whole = object(known);
        return switch (random.nextInt(12)) {
            case 0 -> whole.substring(0, random.nextInt(whole.length() + 1));
            case 1 -> mutated(whole);
            case 2 -> pick(VALUES);
            default -> whole;
        };
    }

    private String object(List<String> known) {
        List<String> names = new ArrayList<>(known);
        Collections.shuffle(names, random);
        List<String> fields = new ArrayList<>();
        for (String name : names.subList(0, random.nextInt(Math.min(4, names.size()) + 1))) {
            fields.add("\"" + name + "\":" + pick(VALUES));
        }
        if (random.nextInt(15) == 0) {
            fields.add("\"bogus\":1");
        }
        return "{" + String.join(",", fields) + "}";
    }

    private String mutated(String text) {
        char[] characters = text.toCharArray();
        for (int i = 0; i < 1 + random.nextInt(3); i++) {
            characters[random.nextInt(characters.length)] = (char) (1 + random.nextInt(126));
        }
        return new String(characters);
    }

    private String pick(List<String> from) {
        return from.get(random.nextInt(from.size()));
    }
}
