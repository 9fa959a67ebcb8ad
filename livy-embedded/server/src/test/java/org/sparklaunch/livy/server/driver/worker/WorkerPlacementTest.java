package org.sparklaunch.livy.server.driver.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparklaunch.livy.protocol.HandoverBundle;
import org.sparklaunch.livy.protocol.SessionSecret;
import org.sparklaunch.livy.server.driver.process.ApplicationProcess;
import org.sparklaunch.livy.server.driver.process.ApplicationSpec;
import org.sparklaunch.livy.server.driver.process.DriverFolder;
import org.sparklaunch.livy.server.driver.process.DriverIdentity;
import org.sparklaunch.livy.server.driver.process.DriverProcess;
import org.sparklaunch.livy.server.driver.process.DriverSpec;
import org.sparklaunch.livy.settings.ClassDataArchives;
import org.sparklaunch.livy.settings.LivyConfig;
import org.sparklaunch.livy.settings.WorkerPlacementConfig;
import org.sparklaunch.platform.quantity.MemorySize;

class WorkerPlacementTest {
    private static final String CANARY = "canary-9a1";
    private static final InetSocketAddress ENDPOINT = new InetSocketAddress(InetAddress.getLoopbackAddress(), 4711);

    @TempDir
    Path folder;

    private FakeMaster standby;
    private FakeMaster leader;
    private WorkerPlacement placement;
    private DriverFolder driver;

    @BeforeEach
    void open() throws IOException {
        standby = new FakeMaster();
        standby.stepDown();
        leader = new FakeMaster();
        placement = place();
        driver = new DriverFolder(folder.resolve("sessions/0"));
        driver.create();
        SessionSecret.generate().write(driver.secret());
    }

    @AfterEach
    void close() {
        placement.close();
        leader.close();
        standby.close();
    }

    private WorkerPlacement place() throws IOException {
        Path jar = folder.resolve("livy-driver.jar");
        Files.writeString(jar, "classes");
        Path protocol = folder.resolve("livy-protocol.jar");
        Files.writeString(protocol, "more classes");
        return WorkerPlacement.open(config(List.of(jar, protocol)), masters(), ENDPOINT, folder);
    }

    private WorkerPlacementConfig masters() {
        return new WorkerPlacementConfig(
                List.of(standby.address(), leader.address()), List.of("http://" + leader.address()));
    }

    private LivyConfig.DriverConfig config(List<Path> jars) {
        return new LivyConfig.DriverConfig(
                new LivyConfig.Address("127.0.0.1", 0),
                folder.resolve("spark"),
                jars,
                "spark://master:7077",
                1,
                MemorySize.parse("1g"),
                Map.of(),
                List.of(),
                Duration.ofMinutes(10),
                folder.resolve("java"),
                new ClassDataArchives(null, false),
                masters(),
                null);
    }

    private DriverProcess launch() throws IOException {
        return placement.sessions().launch(spec());
    }

    private DriverSpec spec() {
        return new DriverSpec(
                "0", driver, 1, MemorySize.parse("1g"), Map.of("spark.hadoop.secret", CANARY), List.of(), null);
    }

    @Test
    void submissionGoesToTheLeaderWithoutUserSettings() throws IOException {
        launch();

        assertThat(standby.submissions()).isEmpty();
        JsonNode submission = leader.submissions().get(0);
        assertThat(submission.toString()).doesNotContain(CANARY).doesNotContain(secret());
        assertThat(submission.at("/appArgs"))
                .extracting(JsonNode::asText)
                .containsExactly("127.0.0.1", "4711", "sessions-0");
        assertThat(submission.at("/sparkProperties/spark.driver.memory").asText())
                .isEqualTo("1024m");
        assertThat(submission.get("appResource").asText())
                .matches("http://127\\.0\\.0\\.1:4711/jars/[0-9a-f]{16}/livy-driver\\.jar");
    }

    @Test
    void driverFetchesItsSettingsOnce() throws IOException {
        launch();

        assertThat(placement.httpResources().handovers().secret("sessions-0")).isPresent();
        HandoverBundle bundle = placement.httpResources().handovers().take("sessions-0", "driver-1");

        assertThat(bundle.arguments())
                .startsWith("--properties-file", "private/spark.properties")
                .endsWith("spark-internal", "private/driver.properties");
        assertThat(text(bundle, "spark.properties")).contains(CANARY);
        assertThat(text(bundle, "secret")).isEqualTo(secret());
        assertThat(text(bundle, "driver.properties")).contains("secret.file=secret", "work.dir=work");
        assertThat(placement.httpResources().handovers().secret("sessions-0")).isEmpty();
        assertThatThrownBy(() -> placement.httpResources().handovers().take("sessions-0", "driver-2"))
                .isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void settingsSurviveTheDeathOfTheServer() throws IOException {
        launch();
        placement.close();
        placement = place();

        assertThat(placement
                        .httpResources()
                        .handovers()
                        .take("sessions-0", "driver-1")
                        .files())
                .containsKey("secret");
        assertThat(placement.sessions().adopt(1, driver))
                .hasValueSatisfying(found -> assertThat(found.isAlive()).isTrue());
    }

    @Test
    void nameOutsideTheFolderIsRefused() {
        assertThatThrownBy(() -> placement.httpResources().handovers().secret("../sessions"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void outputAndStateAreCopiedIntoTheFolder() throws IOException {
        launch();
        leader.print("stdout", "hello\n");
        leader.set("driver-1", "RUNNING");

        await().atMost(Duration.ofSeconds(20))
                .until(() -> Files.readString(driver.stdout()).equals("hello\n"));
        assertThat(driver.stderr()).content().contains("driver-1 is RUNNING on worker-1");
    }

    @Test
    void oldOutputOfAFastDriverIsSkipped() throws IOException {
        launch();
        leader.print("stdout", "x".repeat(2_000_000) + "\nlast words\n");
        leader.set("driver-1", "RUNNING");

        await().atMost(Duration.ofSeconds(20))
                .until(() -> Files.readString(driver.stdout()).endsWith("last words\n"));
        assertThat(driver.stdout())
                .satisfies(file -> assertThat(Files.size(file)).isLessThan(600_000));
    }

    @Test
    void killedDriverIsGoneOnceTheMasterReportsIt() throws Exception {
        DriverProcess process = launch();

        process.kill();

        assertThat(process.awaitExit(Duration.ofSeconds(5))).isTrue();
        assertThat(leader.state("driver-1")).isEqualTo("KILLED");
    }

    @Test
    void driverThatTheMasterForgotIsGone() throws Exception {
        DriverProcess process = placement.sessions().find(new DriverIdentity.OfSubmission("driver-77"), driver);

        assertThat(process.awaitExit(Duration.ofSeconds(5))).isTrue();
    }

    @Test
    void driverKeepsItsStateWithoutAMaster() throws Exception {
        DriverProcess process = launch();
        leader.stepDown();

        assertThat(process.awaitExit(Duration.ofMillis(300))).isFalse();
        assertThat(process.isAlive()).isTrue();
    }

    @Test
    void masterDecidesHowAnApplicationEnded() throws Exception {
        ApplicationProcess application = placement
                .applications()
                .launch(new ApplicationSpec(
                        driver, 1, MemorySize.parse("1g"), Map.of(), "http://files/a.py", null, List.of("x"), null));

        leader.set("driver-1", "FAILED");

        assertThat(application.process().awaitExit(Duration.ofSeconds(5))).isTrue();
        assertThat(application.exitCode()).hasValue(1);
    }

    @Test
    void refusedSubmissionLeavesNoSettings() {
        leader.stepDown();

        assertThatThrownBy(this::launch)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no Spark master answered as the leader")
                .hasMessageContaining("STANDBY");
        assertThat(placement.httpResources().handovers().secret("sessions-0")).isEmpty();
    }

    private String secret() throws IOException {
        return Files.readString(driver.secret()).strip();
    }

    private static String text(HandoverBundle bundle, String file) {
        return new String(bundle.files().get(file), StandardCharsets.UTF_8).strip();
    }
}
