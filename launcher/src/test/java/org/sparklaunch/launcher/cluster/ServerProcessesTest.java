package org.sparklaunch.launcher.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparklaunch.discovery.DiscoveryPath;
import org.sparklaunch.launcher.classdata.ClassData;
import org.sparklaunch.launcher.classdata.Jvm;
import org.sparklaunch.launcher.config.ClusterSpec;
import org.sparklaunch.launcher.config.HistorySpec;
import org.sparklaunch.launcher.config.LivySpec;
import org.sparklaunch.launcher.config.MetastoreSpec;
import org.sparklaunch.launcher.config.QueryTrackerSpec;
import org.sparklaunch.launcher.config.Role;
import org.sparklaunch.launcher.config.TlsSpec;
import org.sparklaunch.launcher.config.WorkerSpec;
import org.sparklaunch.launcher.process.ProcessSpec;
import org.sparklaunch.launcher.spark.SparkHome;
import org.sparklaunch.launcher.spark.SparkSecurity;
import org.sparklaunch.launcher.spark.TableSettings;
import org.sparklaunch.launcher.state.StateFolder;
import org.sparklaunch.livy.protocol.SessionKind;
import org.sparklaunch.livy.settings.AccessConfig;
import org.sparklaunch.livy.settings.LivyConfig;
import org.sparklaunch.livy.settings.LivyConfig.SessionConfig;
import org.sparklaunch.livy.settings.LivyConfig.SharingConfig;
import org.sparklaunch.livy.settings.LivyConfig.TlsConfig;
import org.sparklaunch.livy.settings.LivyConfigReader;
import org.sparklaunch.livy.settings.WorkerPlacementConfig;
import org.sparklaunch.metastore.MetastoreConfig.Database;
import org.sparklaunch.platform.quantity.MemorySize;

class ServerProcessesTest {
    private static final SessionConfig SESSIONS = new SessionConfig(
            3,
            SessionConfig.TIMEOUT,
            SessionConfig.STATE_RETAIN,
            1,
            List.of(SessionKind.SQL, SessionKind.SPARK),
            new SharingConfig(true, 9));
    private static final AccessConfig ACCESS =
            new AccessConfig(true, Set.of("hue"), true, Set.of("a", "b"), Set.of("m"), Set.of("v"), false);
    private static final MasterAddresses MASTERS =
            new MasterAddresses.Own("spark://h:7077", "http://h:8080", List.of("h:6066"));

    @TempDir
    private Path dir;

    private StateFolder state;
    private SparkHome spark;
    private Installation installation;

    @BeforeEach
    void install() throws Exception {
        state = StateFolder.open(dir.resolve("state"));
        Files.createDirectories(dir.resolve("spark/jars"));
        Files.createFile(dir.resolve("spark/jars/spark-core_2.13-4.2.0.jar"));
        spark = SparkHome.open(dir.resolve("spark"));
        Files.createDirectories(dir.resolve("home/driver"));
        Files.createFile(dir.resolve("home/driver/livy-driver.jar"));
        Files.createFile(dir.resolve("home/driver/readme.txt"));
        installation = new Installation(Optional.of(dir.resolve("home")), "", Path.of("/jdk/bin/java"));
    }

    private static LivySpec livy(String host, boolean onWorkers, Optional<Path> authentication, Optional<TlsSpec> tls) {
        return new LivySpec(
                host,
                OptionalInt.empty(),
                SESSIONS,
                new LivySpec.DriverLimits(2, MemorySize.parse("3g"), onWorkers, List.of(Path.of("/data"))),
                Optional.of(Path.of("/policy")),
                authentication,
                Optional.of(Path.of("/presets")),
                ACCESS,
                true,
                List.of("spark.example.org"),
                tls);
    }

    private ServerProcesses servers(String host, LivySpec livy, boolean tracker, boolean history) {
        ClusterSpec spec = new ClusterSpec(
                DiscoveryPath.DEFAULT,
                Role.ALL,
                livy.drivers().onWorkers(),
                host,
                OptionalInt.empty(),
                new WorkerSpec(1, 1, new MemorySize(512), OptionalInt.empty()),
                Optional.of(livy),
                tracker ? Optional.of(trackerSpec()) : Optional.empty(),
                history ? Optional.of(new HistorySpec(OptionalInt.empty(), Duration.ofDays(7))) : Optional.empty(),
                Optional.empty(),
                Map.of("spark.user.setting", "x"));
        Jvm jvm = new Jvm(installation.java(), new ClassData(dir.resolve("class-data"), false));
        return new ServerProcesses(
                installation, jvm, state, new SecuredSpark(spark, SparkSecurity.none("4.2.0")), spec);
    }

    private static QueryTrackerSpec trackerSpec() {
        return new QueryTrackerSpec(OptionalInt.empty(), Duration.ofMinutes(10));
    }

    private LivyConfig written(LivySpec livy) {
        servers("127.0.0.1", livy, true, true).livy(livy, 8998, MASTERS, TableSettings.OPERATORS);
        return LivyConfigReader.read(state.resolve(StateFolder.LIVY_CONFIG));
    }

    @Test
    void serverReadsWhatTheOptionsAskFor() {
        LivyConfig config =
                written(livy("127.0.0.1", false, Optional.of(Path.of("/authentication")), Optional.empty()));

        assertThat(config.listen()).isEqualTo(new LivyConfig.Address("127.0.0.1", 8998));
        assertThat(config.insecure()).isFalse();
        assertThat(config.csrfProtection()).isTrue();
        assertThat(config.access()).isEqualTo(ACCESS);
        assertThat(config.session()).isEqualTo(SESSIONS);
        assertThat(config.policyFile()).isEqualTo(Path.of("/policy"));
        assertThat(config.dliPresets()).isEqualTo(Path.of("/presets"));
        assertThat(config.authenticationFile()).isEqualTo(Path.of("/authentication"));
        assertThat(config.stateDir()).isEqualTo(state.resolve("livy"));
        assertThat(config.serviceKeyFile()).isEqualTo(state.resolve("service-key"));
    }

    @Test
    void noPolicyOpensTheStateOfTheLaunchItsSecretsOrTheCatalog() {
        LivySpec livy = livy("127.0.0.1", false, Optional.empty(), Optional.empty());
        MetastoreSpec tables = new MetastoreSpec.Own(
                OptionalInt.empty(),
                Optional.of(new Database("jdbc:postgresql://h/c", Optional.empty(), Optional.of(Path.of("/password")))),
                Path.of("/data"),
                "file:/data/warehouse");
        ClusterSpec spec = new ClusterSpec(
                DiscoveryPath.DEFAULT,
                Role.ALL,
                false,
                "127.0.0.1",
                OptionalInt.empty(),
                new WorkerSpec(1, 1, new MemorySize(512), OptionalInt.empty()),
                Optional.of(livy),
                Optional.empty(),
                Optional.empty(),
                Optional.of(tables),
                Map.of());
        Jvm jvm = new Jvm(installation.java(), new ClassData(dir.resolve("class-data"), false));
        new ServerProcesses(installation, jvm, state, new SecuredSpark(spark, SparkSecurity.own("4.2.0", state)), spec)
                .livy(livy, 8998, MASTERS, TableSettings.OPERATORS);

        assertThat(LivyConfigReader.read(state.resolve(StateFolder.LIVY_CONFIG)).privateFolders())
                .contains(
                        state.resolve("query-tracker"),
                        state.resolve("zookeeper"),
                        state.resolve("logs"),
                        state.resolve("spark"),
                        state.resolve("metastore"),
                        state.resolve("cluster-secret"),
                        state.resolve("page-password"),
                        state.resolve("metastore-token"),
                        state.resolve("tracker-key"),
                        Path.of("/data/metastore"),
                        Path.of("/password"))
                .doesNotContain(Path.of("/data/warehouse"));
    }

    @Test
    void driversGetTheirLimitsAndTheJarsOfTheProduct() {
        LivyConfig.DriverConfig drivers = written(livy("127.0.0.1", false, Optional.empty(), Optional.empty()))
                .driver();

        assertThat(drivers.classPath()).containsExactly(dir.resolve("home/driver/livy-driver.jar"));
        assertThat(drivers.sparkHome()).isEqualTo(spark.root());
        assertThat(drivers.cores()).isEqualTo(2);
        assertThat(drivers.memory()).isEqualTo(MemorySize.parse("3g"));
        assertThat(drivers.master()).isEqualTo("spark://h:7077");
        assertThat(drivers.allowedFileRoots()).containsExactly(Path.of("/data"));
        assertThat(drivers.onWorkers()).isNull();
        assertThat(drivers.sparkConf())
                .containsEntry("spark.user.setting", "x")
                .containsEntry("spark.eventLog.enabled", "true")
                .containsEntry(
                        "spark.sparkLaunch.fullResults.dir",
                        state.resolve("query-tracker/results").toString());
    }

    @Test
    void driversOnWorkersGoThroughTheMasters() {
        assertThat(written(livy("127.0.0.1", true, Optional.empty(), Optional.empty()))
                        .driver()
                        .onWorkers())
                .isEqualTo(new WorkerPlacementConfig(List.of("h:6066"), List.of("http://h:8080")));
    }

    @Test
    void localUsersReachServerAndTracker() {
        LivySpec plain = livy("127.0.0.1", false, Optional.empty(), Optional.empty());
        LivySpec local = new LivySpec(
                plain.host(),
                plain.port(),
                plain.sessions(),
                plain.drivers(),
                plain.policyFile(),
                Optional.empty(),
                Optional.empty(),
                new AccessConfig(false, Set.of(), false, Set.of("*"), Set.of(), Set.of(), true),
                false,
                List.of(),
                Optional.empty());

        assertThat(written(local).access().localUsers()).isTrue();
        assertThat(trackerCommand(local)).contains("--local-users").doesNotContain("--insecure");
        assertThat(trackerCommand(plain)).doesNotContain("--local-users");
    }

    private List<String> trackerCommand(LivySpec livy) {
        return servers("127.0.0.1", livy, true, false)
                .queryTracker(trackerSpec(), 8999, "zk:1", Optional.empty())
                .command();
    }

    @Test
    void keyStoreReachesServerAndTracker() {
        TlsConfig own = new TlsConfig(Path.of("/keys.p12"), Path.of("/password"));
        LivySpec livy = livy(
                "127.0.0.1", false, Optional.empty(), Optional.of(new TlsSpec(own, Optional.of(Path.of("/ca.pem")))));

        assertThat(written(livy).tls()).isEqualTo(own);
        assertThat(servers("127.0.0.1", livy, true, false)
                        .queryTracker(trackerSpec(), 8999, "zk:1", Optional.empty())
                        .command())
                .containsSequence(
                        "--tls-keystore",
                        "/keys.p12",
                        "--tls-keystore-password-file",
                        "/password",
                        "--tls-trust",
                        "/ca.pem");
    }

    @Test
    void openServerWithoutAuthenticationIsAllowedExplicitly() {
        assertThat(written(livy("0.0.0.0", false, Optional.empty(), Optional.empty()))
                        .insecure())
                .isTrue();
    }

    @Test
    void serverIsASmallJvmThatEndsWithTheLaunch() {
        LivySpec livy = livy("127.0.0.1", false, Optional.empty(), Optional.empty());

        ProcessSpec process =
                servers("127.0.0.1", livy, false, false).livy(livy, 8998, MASTERS, TableSettings.OPERATORS);

        assertThat(process.command())
                .startsWith("/jdk/bin/java", "-Xmx128m")
                .containsSequence("-cp", dir.resolve("home/lib") + "/*", "org.sparklaunch.livy.server.LivyServerMain")
                .endsWith("--config", state.resolve("livy/server.json").toString(), "--exit-with-parent");
        assertThat(process.env()).containsEntry("MALLOC_ARENA_MAX", "2");
        assertThat(process.log()).isEqualTo(state.log("livy"));
    }

    @Test
    void trackerGetsItsPlaceAndItsLimits() {
        LivySpec livy = livy("127.0.0.1", false, Optional.of(Path.of("/authentication")), Optional.empty());

        List<String> command = servers("127.0.0.1", livy, true, false)
                .queryTracker(trackerSpec(), 8999, "zk:2181", Optional.of("http://127.0.0.1:8998"))
                .command();

        assertThat(command)
                .containsSequence(
                        "org.sparklaunch.querytracker.cli.QueryTrackerMain",
                        "serve",
                        "--host",
                        "127.0.0.1",
                        "--port",
                        "8999")
                .containsSequence("--zookeeper", "zk:2181", "--discovery-path", "/spark-launch/default")
                .containsSequence("--livy-url", "http://127.0.0.1:8998")
                .containsSequence("--session-idle-timeout", "10min")
                .containsSequence("--authentication-file", "/authentication")
                .containsSequence("--policy-file", "/policy")
                .doesNotContain("--insecure");
    }

    @Test
    void openTrackerWithoutAuthenticationIsAllowedExplicitly() {
        LivySpec livy = livy("10.0.0.1", false, Optional.empty(), Optional.empty());

        assertThat(servers("10.0.0.1", livy, true, false)
                        .queryTracker(trackerSpec(), 8999, "zk:1", Optional.empty())
                        .command())
                .containsSequence("--host", "10.0.0.1")
                .endsWith("--insecure");
    }
}
