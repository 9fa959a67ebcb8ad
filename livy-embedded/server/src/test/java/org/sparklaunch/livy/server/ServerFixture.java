package org.sparklaunch.livy.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.awaitility.Awaitility;
import org.sparklaunch.livy.protocol.SessionKind;
import org.sparklaunch.livy.server.testing.FakeDrivers;
import org.sparklaunch.livy.server.testing.FakeJava;
import org.sparklaunch.livy.server.testing.HandClock;
import org.sparklaunch.livy.settings.AccessConfig;
import org.sparklaunch.livy.settings.ClassDataArchives;
import org.sparklaunch.livy.settings.LivyConfig;
import org.sparklaunch.platform.quantity.MemorySize;

/** A server on fake drivers in a folder of the test, a client for it, and the means to kill the one and keep the others. */
final class ServerFixture implements AutoCloseable {
    private static final JsonMapper MAPPER = new JsonMapper();

    static final String SERVICE_KEY = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
    static final int MAX_SESSIONS = 3;
    private static final LivyConfig.SharingConfig UNSHARED = new LivyConfig.SharingConfig(false, 50);

    final FakeDrivers drivers = new FakeDrivers();
    final HandClock clock = new HandClock();
    final Path stateDir;
    /** Listens where Spark's master would. */
    final ServerSocket master;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Path folder;
    private final Path key;
    private final AccessConfig access;
    private final int warm;
    private final LivyConfig.SharingConfig sharing;
    private LivyServer server;

    ServerFixture(Path folder) {
        this(folder, 0);
    }

    /** Takes how many drivers are kept warm. */
    ServerFixture(Path folder, int warm) {
        this(folder, warm, AccessConfig.NONE, UNSHARED);
    }

    /** Takes who may act for whom. */
    ServerFixture(Path folder, AccessConfig access) {
        this(folder, 0, access, UNSHARED);
    }

    /** Takes whether sessions share drivers, too. */
    ServerFixture(Path folder, int warm, LivyConfig.SharingConfig sharing) {
        this(folder, warm, AccessConfig.NONE, sharing);
    }

    private ServerFixture(Path folder, int warm, AccessConfig access, LivyConfig.SharingConfig sharing) {
        this.folder = folder;
        this.access = access;
        this.warm = warm;
        this.sharing = sharing;
        stateDir = folder.resolve("state");
        key = folder.resolve("service-key");
        try {
            master = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
            Files.writeString(key, SERVICE_KEY);
            start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private LivyConfig config() throws IOException {
        return new LivyConfig(
                new LivyConfig.Address("127.0.0.1", 0),
                false,
                null,
                Files.exists(folder.resolve("csrf")),
                List.of("spark.example.org"),
                stateDir,
                key,
                Files.exists(folder.resolve("authentication")) ? folder.resolve("authentication") : null,
                Files.exists(folder.resolve("policy")) ? folder.resolve("policy") : null,
                List.of(),
                Files.exists(folder.resolve("presets")) ? folder.resolve("presets") : null,
                Files.exists(folder.resolve("local-users")) ? withLocalUsers(access) : access,
                new LivyConfig.DriverConfig(
                        new LivyConfig.Address("127.0.0.1", 0),
                        folder.resolve("spark"),
                        List.of(),
                        "spark://127.0.0.1:" + master.getLocalPort(),
                        2,
                        MemorySize.parse("1g"),
                        Map.of("spark.from.server", "yes"),
                        List.of(folder.resolve("allowed")),
                        Duration.ofMinutes(10),
                        FakeJava.install(folder.resolve("java")),
                        new ClassDataArchives(null, false),
                        null,
                        null),
                new LivyConfig.SessionConfig(
                        MAX_SESSIONS,
                        Duration.ofHours(1),
                        Duration.ofMinutes(10),
                        warm,
                        List.of(SessionKind.SQL),
                        sharing));
    }

    private static AccessConfig withLocalUsers(AccessConfig access) {
        return new AccessConfig(
                access.impersonation(),
                access.superusers(),
                access.lists(),
                access.allowedUsers(),
                access.modifyUsers(),
                access.viewUsers(),
                true);
    }

    private void start() throws IOException {
        server = LivyServer.start(config(), drivers::at, clock);
    }

    /** The server dies without a word, its drivers live on, a new server starts in its place. */
    void crashAndRestart() throws IOException {
        crash();
        start();
    }

    /** Runs all sweeps once and returns: what they did not do then, they do not do in this state. */
    void sweep() {
        try {
            server.runPeriodicTasks();
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        }
    }

    void crash() throws IOException {
        server.stopServing();
    }

    /** Starts a server as the files in the folder say now. */
    void restart() throws IOException {
        start();
    }

    URI address() {
        return server.address();
    }

    record Answer(int status, String body, HttpResponse<String> raw) {
        /** Returns the body as JSON, for responses whose order of keys does not matter. */
        JsonNode json() {
            return ServerFixture.json(body);
        }

        String header(String name) {
            return raw.headers().firstValue(name).orElse("");
        }
    }

    /** Parses JSON. */
    static JsonNode json(String content) {
        try {
            return MAPPER.readTree(content);
        } catch (JsonProcessingException e) {
            throw new AssertionError("not JSON: " + content, e);
        }
    }

    Answer get(String path, String... headers) {
        return send("GET", path, null, headers);
    }

    Answer post(String path, String body, String... headers) {
        return send("POST", path, body, headers);
    }

    Answer delete(String path, String... headers) {
        return send("DELETE", path, null, headers);
    }

    Answer send(String method, String path, String body, String... headers) {
        HttpRequest.BodyPublisher publisher =
                body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body);
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.address() + path))
                .timeout(Duration.ofSeconds(30))
                .method(method, publisher);
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.body(), response);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Creates a session and waits until it is idle. */
    void idleSession(String body, String... headers) {
        Answer created = post("/sessions", body, headers);
        if (created.status() != 201) {
            throw new AssertionError(created.body());
        }
        awaitState(created.header("Location"), "idle", headers);
    }

    void awaitState(String session, String state, String... headers) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .pollInterval(Duration.ofMillis(10))
                .until(
                        () -> get(session + "/state", headers).body(),
                        body -> body.endsWith("\"state\":\"" + state + "\"}"));
    }

    /** A batch whose program is a shell command. */
    Answer submit(String command) {
        return submit(command, "");
    }

    /** The same with more fields, each behind a comma. */
    Answer submit(String command, String more, String... headers) {
        return post("/batches", "{\"file\":\"" + program() + "\",\"args\":[\"" + command + "\"]" + more + "}", headers);
    }

    /** A file that a request may name. */
    private Path program() {
        try {
            Path program =
                    Files.createDirectories(stateDir.resolveSibling("allowed")).resolve("job.py");
            return Files.exists(program) ? program : Files.writeString(program, "print(1)");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until the pool's answer has this in it. */
    void awaitPool(String expected) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> get("/spark-launch/pool").body(), body -> body.contains(expected));
    }

    /** Posts code and waits for its end. */
    Answer run(String session, String code) {
        Answer posted = post(session + "/statements", "{\"code\":\"" + code + "\"}");
        return get(posted.header("Location") + "?wait=10");
    }

    @Override
    public void close() throws IOException {
        server.close();
        drivers.close();
        master.close();
    }
}
