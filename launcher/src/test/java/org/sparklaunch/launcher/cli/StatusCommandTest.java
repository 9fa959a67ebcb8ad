package org.sparklaunch.launcher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparklaunch.launcher.state.ComponentStatus;
import org.sparklaunch.launcher.state.StateFolder;
import org.sparklaunch.launcher.state.StatusFile;

class StatusCommandTest {
    private static final String SETTINGS = "{\"stateDir\": \"/s\", \"driver\": {\"sparkHome\": \"/h\","
            + " \"master\": \"m\"}, \"session\": {\"max\": 5}}";

    @TempDir
    private Path dir;

    private RunningLaunch launch;
    private HttpServer livy;

    @BeforeEach
    void start() throws IOException {
        launch = RunningLaunch.start(dir.resolve("s"), "echo up; exec sleep 1000");
        livy = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        livy.start();
    }

    @AfterEach
    void stop() {
        launch.close();
        livy.stop(0);
    }

    private void answer(Map<String, String> bodies) {
        bodies.forEach((path, body) -> livy.createContext(path, exchange -> {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        }));
    }

    private JsonNode status() throws IOException {
        CommandLineRun run = CommandLineRun.of(
                "status", "--json", "--state-dir", dir.resolve("s").toString());
        assertThat(run.exit()).isZero();
        return new ObjectMapper().readTree(run.out());
    }

    private void writeStatus() {
        String address = "http://127.0.0.1:" + livy.getAddress().getPort();
        new StatusFile(launch.state())
                .write(List.of(new ComponentStatus(
                        "livy", "livy", "up", address, launch.process().pid(), 2)));
    }

    @Test
    void sessionsAndWarmDriversAreReadFromTheLivyServer() throws IOException {
        writeStatus();
        launch.state().write(StateFolder.LIVY_CONFIG, SETTINGS);
        answer(Map.of(
                "/spark-launch/health", "{\"sessions\": 3}",
                "/spark-launch/pool",
                        "{\"slotsFree\": 1, \"wanted\": 2, \"ready\": 1, \"starting\": 1, \"claimed\": 4}"));

        assertThat(status().path("sessions"))
                .isEqualTo(new ObjectMapper()
                        .readTree("{\"used\": 3, \"free\": 1, \"max\": 5,"
                                + " \"warm\": {\"wanted\": 2, \"ready\": 1, \"starting\": 1, \"claimed\": 4}}"));
    }

    @Test
    void serverWithoutAPoolHasTheRestOfItsSessionsFree() throws IOException {
        writeStatus();
        launch.state().write(StateFolder.LIVY_CONFIG, SETTINGS);
        answer(Map.of("/spark-launch/health", "{\"sessions\": 3}"));

        assertThat(status().at("/sessions/free").asInt()).isEqualTo(2);
    }

    @Test
    void sessionsAreUnknownWhileTheServerDoesNotAnswer() throws IOException {
        writeStatus();
        launch.state().write(StateFolder.LIVY_CONFIG, SETTINGS);

        assertThat(status().path("sessions").isNull()).isTrue();
    }

    @Test
    void sessionsAreUnknownWithSettingsOfAnotherVersion() throws IOException {
        writeStatus();
        launch.state().write(StateFolder.LIVY_CONFIG, "{\"maxSessions\": 5}");

        assertThat(status().path("sessions").isNull()).isTrue();
        assertThat(status().at("/components/1/name").asText()).isEqualTo("livy");
    }

    @Test
    void launchIsNamedWithItsPlaceAndItsProcess() throws IOException {
        JsonNode json = status();

        assertThat(json.path("pid").asLong()).isEqualTo(launch.process().pid());
        assertThat(json.path("state_dir").asText()).isEqualTo(dir.resolve("s").toString());
        assertThat(json.path("discovery_path").asText()).isEqualTo("/spark-launch/default");
        assertThat(json.path("class_data").isNull()).isTrue();
        assertThat(json.at("/components/0/name").asText()).isEqualTo("spark-launch");
    }

    @Test
    void optionsBeforeTheSubcommandCount() {
        CommandLineRun run =
                CommandLineRun.of("--json", "--state-dir", dir.resolve("s").toString(), "status");

        assertThat(run.exit()).isZero();
        assertThat(run.out()).startsWith("{");
    }

    @Test
    void textHasOneRowForEachComponent() {
        writeStatus();

        CommandLineRun run =
                CommandLineRun.of("status", "--state-dir", dir.resolve("s").toString());

        assertThat(run.out().lines())
                .anyMatch(line -> line.startsWith("COMPONENT"))
                .anyMatch(line -> line.startsWith("spark-launch"))
                .anyMatch(line -> line.startsWith("livy") && line.contains(" up "));
    }

    @Test
    void folderWithoutALaunchIsNotFound() {
        assertThat(CommandLineRun.of(
                                "status", "--state-dir", dir.resolve("none").toString())
                        .exit())
                .isEqualTo(3);
    }
}
