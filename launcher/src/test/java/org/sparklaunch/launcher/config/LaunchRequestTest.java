package org.sparklaunch.launcher.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sparklaunch.launcher.config.Requests.LIVY;
import static org.sparklaunch.launcher.config.Requests.WORKERS;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparklaunch.commands.CommandException;
import org.sparklaunch.commands.ExitCode;
import org.sparklaunch.discovery.DiscoveryPath;
import org.sparklaunch.discovery.MembershipSpec;
import org.sparklaunch.discovery.ServiceType;
import org.sparklaunch.launcher.config.LaunchRequest.History;
import org.sparklaunch.launcher.config.LaunchRequest.Machine;
import org.sparklaunch.launcher.config.LaunchRequest.Tracker;
import org.sparklaunch.launcher.config.LaunchRequest.Workers;
import org.sparklaunch.launcher.config.LivyRequest.Access;
import org.sparklaunch.launcher.config.LivyRequest.Drivers;
import org.sparklaunch.launcher.config.LivyRequest.Listen;
import org.sparklaunch.launcher.config.LivyRequest.Sessions;
import org.sparklaunch.platform.quantity.MemorySize;

class LaunchRequestTest {
    private static ClusterSpec history(Integer port, String retain) {
        return new LaunchRequest(
                        DiscoveryPath.DEFAULT,
                        Machine.ALONE,
                        null,
                        WORKERS,
                        null,
                        null,
                        new History(port, retain),
                        Requests.TABLES,
                        List.of())
                .check();
    }

    private static ClusterSpec machine(String role, String host, boolean zookeeper, boolean insecure, String... conf) {
        return new LaunchRequest(
                        DiscoveryPath.DEFAULT,
                        new Machine(role, host, zookeeper, insecure, false),
                        null,
                        WORKERS,
                        Requests.listening(new Listen(null, null, insecure)),
                        new Tracker(null, "10m"),
                        null,
                        Requests.TABLES,
                        List.of(conf))
                .check();
    }

    @Test
    void checkedRequestBecomesASpecification() {
        ClusterSpec spec = Requests.launch(WORKERS, LIVY, new Tracker(9000, "30s"), "spark.a=b=c")
                .check();

        assertThat(spec.workers().memory()).isEqualTo(new MemorySize(1024));
        assertThat(spec.livy()).isPresent();
        assertThat(spec.queryTracker()).contains(new QueryTrackerSpec(OptionalInt.of(9000), Duration.ofSeconds(30)));
        assertThat(spec.sparkConf()).containsEntry("spark.a", "b=c");
        assertThat(spec.drivesOnWorkers()).isFalse();
    }

    @Test
    void allProblemsAreReportedTogetherWithEarlierOnes() {
        LivyRequest livy = new LivyRequest(
                new Listen("0.0.0.0", null, false),
                new Sessions(0, 0, false, "driver", 50),
                new Drivers(1, "1m", "server", List.of(Path.of("/no/such"))),
                null,
                null,
                null,
                Access.NONE);
        LaunchRequest request = Requests.launch(new Workers(0, 1, "1X", 70000), livy, new Tracker(null, "soon"));

        assertThatThrownBy(() -> request.check(List.of("--params: an earlier problem")))
                .isInstanceOfSatisfying(
                        CommandException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.USAGE))
                .hasMessageStartingWith("--params: an earlier problem\n")
                .hasMessageContaining("--worker-num: 0")
                .hasMessageContaining("--worker-memory: '1X'")
                .hasMessageContaining("--worker-port: 70000")
                .hasMessageContaining("--livy-host: 0.0.0.0")
                .hasMessageContaining("--livy-max-sessions: 0")
                .hasMessageContaining("--livy-driver-memory: 1 MiB")
                .hasMessageContaining("--livy-files: /no/such is not a folder")
                .hasMessageContaining("--query-tracker-idle-timeout: 'soon'");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 1, 1g, --worker-num: 0 is too few; give 1 or more",
        "1, 0, 1g, --worker-cores: 0 is too few; give 1 or more",
        "1, 1, 100m, --worker-memory: 100 MiB is too little for Spark; give at least 512m"
    })
    void workersAreChecked(int count, int cores, String memory, String problem) {
        assertThatThrownBy(() -> Requests.launch(new Workers(count, cores, memory, null), null, null)
                        .check())
                .hasMessage(problem);
    }

    @ParameterizedTest
    @CsvSource({"10min, 600000", "10m, 600000", "90, 90000", "500ms, 500", "2H, 7200000", "1d, 86400000"})
    void durationsHaveTheSameNotationEverywhere(String text, long millis) {
        assertThat(Requests.launch(WORKERS, LIVY, new Tracker(null, text))
                        .check()
                        .queryTracker())
                .hasValueSatisfying(t -> assertThat(t.idleTimeout()).hasMillis(millis));
        assertThat(history(null, text).history())
                .hasValueSatisfying(h -> assertThat(h.retain()).hasMillis(millis));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a week", "-5m", "10 minutes", "1.5h", "0", "0s", "10us"})
    void durationsThatAreNoneAreRefused(String text) {
        assertThatThrownBy(() -> history(null, text)).hasMessageContaining("--history-server-retain: '" + text + "'");
        assertThatThrownBy(() ->
                        Requests.launch(WORKERS, LIVY, new Tracker(null, text)).check())
                .hasMessageContaining("--query-tracker-idle-timeout: '" + text + "'");
    }

    @Test
    void portsOfServersAreChecked() {
        assertThatThrownBy(() -> history(0, "7d"))
                .hasMessage("--history-server-port: 0 is not a port; give 1 to 65535");
        assertThatThrownBy(() -> Requests.launch(WORKERS, LIVY, new Tracker(65536, "10m"))
                        .check())
                .hasMessage("--query-tracker-port: 65536 is not a port; give 1 to 65535");
    }

    @Test
    void trackerNeedsALivyServer() {
        assertThatThrownBy(() ->
                        Requests.launch(WORKERS, null, new Tracker(null, "10m")).check())
                .hasMessage("--enable-query-tracker: the query tracker needs the Livy server; add --enable-livy");
    }

    @Test
    void settingsNeedTheFormOfSparksKeys() {
        assertThatThrownBy(() -> Requests.launch(WORKERS, null, null, "spark.a").check())
                .hasMessage("--spark-conf: 'spark.a' must have the form spark.KEY=VALUE");
        assertThatThrownBy(() -> Requests.launch(WORKERS, null, null, "=x").check())
                .hasMessageContaining("must have the form spark.KEY=VALUE");
    }

    @Test
    void valueOfAWrongSettingIsNotRepeatedInTheMessage() {
        assertThatThrownBy(() ->
                        Requests.launch(WORKERS, null, null, "password=canary").check())
                .hasMessageContaining("'password'")
                .hasMessageNotContaining("canary");
    }

    @Test
    void roleNeedsANamedZooKeeper() {
        assertThatThrownBy(() -> machine("worker", "127.0.0.1", false, false))
                .hasMessageContaining("--role worker")
                .hasMessageContaining("--zookeeper");
    }

    @Test
    void roleNeedsTheSecretOfItsCluster() {
        assertThatThrownBy(() -> machine("worker", "127.0.0.1", true, false))
                .hasMessageContaining("--role worker")
                .hasMessageContaining("--cluster-secret-file");
        assertThat(machine("worker", "127.0.0.1", true, false, "spark.authenticate.secret=s")
                        .role())
                .isEqualTo(Role.WORKER);
    }

    @Test
    void unknownRoleIsNamedWithTheKnownOnes() {
        assertThatThrownBy(() -> machine("mester", "127.0.0.1", true, false))
                .hasMessage("--role: unknown role 'mester'; give all, master, worker or livy");
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.1", "0.0.0.0", "::", "127.cluster.example.invalid"})
    void hostBeyondLoopbackNeedsInsecureOrAClusterSecret(String host) {
        assertThatThrownBy(() -> machine("master", host, true, false))
                .hasMessageContaining("--host: " + host + " can be reached from other machines")
                .hasMessageContaining("--cluster-secret-file")
                .hasMessageContaining("--insecure");
        assertThat(machine("master", host, true, true).host()).isEqualTo(host);
    }

    @Test
    void sparksOwnAuthenticationIsEnoughForDaemonsButNotForTheLivyServer() {
        String[] secret = {"spark.authenticate=true", "spark.authenticate.secret=canary"};

        assertThat(machine("worker", "10.0.0.1", true, false, secret).host()).isEqualTo("10.0.0.1");
        assertThatThrownBy(() -> machine("livy", "10.0.0.1", true, false, secret))
                .hasMessageContaining("--livy-host: 10.0.0.1")
                .hasMessageNotContaining("canary");
    }

    @Test
    void trackerStaysOnLoopbackUnlessTheLivyServerIsOpen() {
        String[] secret = {"spark.authenticate=true", "spark.authenticate.secret=s"};
        LaunchRequest loopbackLivy = new LaunchRequest(
                DiscoveryPath.DEFAULT,
                new Machine("all", "10.0.0.1", false, false, false),
                null,
                WORKERS,
                Requests.listening(new Listen("127.0.0.1", null, false)),
                new Tracker(null, "10m"),
                null,
                Requests.TABLES,
                List.of(secret));

        assertThat(loopbackLivy.check().trackerHost()).isEqualTo("127.0.0.1");
        assertThat(machine("all", "10.0.0.1", false, true).trackerHost()).isEqualTo("10.0.0.1");
    }

    private static ClusterSpec withCatalogOnAServer(String role) {
        MetastoreRequest.Database server =
                new MetastoreRequest.Database("jdbc:postgresql://h/c", "hive", Path.of("/no/password"));
        return new LaunchRequest(
                        DiscoveryPath.DEFAULT,
                        new Machine(role, "127.0.0.1", true, true, false),
                        null,
                        WORKERS,
                        LIVY,
                        null,
                        null,
                        new MetastoreRequest("embedded", null, null, server, Path.of("/data"), null),
                        List.of())
                .check();
    }

    /** The machines of a cluster share a file of options. */
    @Test
    void machineWithoutSessionsNeedsNoPasswordForTheCatalog() {
        assertThat(withCatalogOnAServer("worker").metastore()).isEmpty();
        assertThat(withCatalogOnAServer("master").metastore()).isEmpty();
        assertThatThrownBy(() -> withCatalogOnAServer("livy"))
                .hasMessageContaining("cannot read the file /no/password");
    }

    @Test
    void warehouseThatWorkersOfOtherMachinesDoNotSeeIsWarnedOf() {
        assertThat(machine("livy", "127.0.0.1", true, true).warnOfUnsharedWarehouse())
                .hasValueSatisfying(warning -> assertThat(warning)
                        .contains("tables are in /data/warehouse of this machine", "share with --warehouse"));
        assertThat(machine("all", "10.0.0.1", false, true).warnOfUnsharedWarehouse())
                .isPresent();
        assertThat(machine("all", "127.0.0.1", false, false).warnOfUnsharedWarehouse())
                .isEmpty();
        assertThat(machine("worker", "127.0.0.1", true, true).warnOfUnsharedWarehouse())
                .isEmpty();
    }

    @Test
    void sameOptionsServeEveryMachineOfACluster() {
        assertThat(machine("worker", "127.0.0.1", true, true).livy()).isEmpty();
        assertThat(machine("master", "127.0.0.1", true, true).queryTracker()).isEmpty();
        assertThat(machine("livy", "127.0.0.1", true, true).livy()).isPresent();
    }

    @Test
    void rolesOfOneClusterDoNotClashButTwoWholeLaunchesDo() {
        MembershipSpec whole = machine("all", "127.0.0.1", false, false).membership("whole");
        MembershipSpec master = machine("master", "127.0.0.1", true, true).membership("master");
        MembershipSpec worker = machine("worker", "127.0.0.1", true, true).membership("worker");
        MembershipSpec livy = machine("livy", "127.0.0.1", true, true).membership("livy");

        assertThat(whole.clashWith(whole)).contains(ServiceType.MASTER, ServiceType.LIVY);
        assertThat(whole.clashWith(master)).containsExactly(ServiceType.MASTER);
        assertThat(whole.clashWith(worker)).isEmpty();
        assertThat(master.clashWith(master)).isEmpty();
        assertThat(livy.clashWith(livy)).containsExactly(ServiceType.LIVY, ServiceType.QUERY_TRACKER);
    }
}
