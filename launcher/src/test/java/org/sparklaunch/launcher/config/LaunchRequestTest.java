package org.sparklaunch.launcher.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.sparklaunch.commands.CommandException;
import org.sparklaunch.discovery.DiscoveryPath;
import org.sparklaunch.discovery.MembershipSpec;
import org.sparklaunch.discovery.ServiceType;
import org.sparklaunch.launcher.config.LaunchRequest.Drivers;
import org.sparklaunch.launcher.config.LaunchRequest.History;
import org.sparklaunch.launcher.config.LaunchRequest.Listen;
import org.sparklaunch.launcher.config.LaunchRequest.Livy;
import org.sparklaunch.launcher.config.LaunchRequest.Part;
import org.sparklaunch.launcher.config.LaunchRequest.Tls;
import org.sparklaunch.launcher.config.LaunchRequest.Tracker;
import org.sparklaunch.launcher.config.LaunchRequest.Workers;

class LaunchRequestTest {
    private static final Workers WORKERS = new Workers(2, 1, "1g", null);
    private static final Livy LIVY = new Livy(
            new Listen(null, null, false),
            5,
            new WarmSpec(0, false),
            LaunchRequest.Sharing.NONE,
            new Drivers(1, "1G", "server", List.of()),
            null,
            null);

    private static LaunchRequest request(Workers workers, Livy livy, Tracker tracker, String... conf) {
        return new LaunchRequest(DiscoveryPath.DEFAULT, Part.WHOLE, null, workers, livy, tracker, null, List.of(conf));
    }

    @Test
    void aGoodRequestBecomesASpecification() {
        ClusterSpec spec =
                request(WORKERS, LIVY, new Tracker(9000, "30s"), "spark.a=b=c").check();

        assertThat(spec.workers().memory()).isEqualTo(new MemorySize(1024));
        assertThat(spec.livy()).hasValueSatisfying(l -> assertThat(l.host()).isEqualTo("127.0.0.1"));
        assertThat(spec.queryTracker()).contains(new QueryTrackerSpec(OptionalInt.of(9000), "30s"));
        assertThat(spec.sparkConf()).containsEntry("spark.a", "b=c");
    }

    @Test
    void listsOfUsersNeedAccessControl() {
        Livy livy = new Livy(
                new Listen(null, null, false),
                5,
                new WarmSpec(0, false),
                LaunchRequest.Sharing.NONE,
                new Drivers(1, "1G", "server", List.of()),
                null,
                null,
                new LivyAccess(false, List.of(" "), false, List.of(), List.of(), List.of("alice")));

        assertThatThrownBy(request(WORKERS, livy, null)::check)
                .hasMessageContaining("only with --livy-access-control")
                .hasMessageContaining("a user without a name");
    }

    @Test
    void allProblemsAreToldAtOnce() {
        LaunchRequest request = request(
                new Workers(0, 1, "1X", 70000),
                new Livy(
                        new Listen("0.0.0.0", null, false),
                        0,
                        new WarmSpec(0, false),
                        LaunchRequest.Sharing.NONE,
                        new Drivers(1, "1m", "server", List.of(Path.of("/no/such"))),
                        null,
                        null),
                new Tracker(null, "soon"));

        assertThatThrownBy(request::check)
                .isInstanceOf(CommandException.class)
                .hasMessageContaining("--worker-num: 0")
                .hasMessageContaining("--worker-memory: '1X'")
                .hasMessageContaining("--worker-port: 70000")
                .hasMessageContaining("--livy-host: 0.0.0.0")
                .hasMessageContaining("--livy-max-sessions: 0")
                .hasMessageContaining("--livy-driver-memory: 1 MiB")
                .hasMessageContaining("--livy-files: /no/such is not a folder")
                .hasMessageContaining("--query-tracker-idle-timeout: 'soon'");
    }

    @Test
    void driversRunWhereTheyAreAskedFor() {
        Livy onWorkers = new Livy(
                new Listen(null, null, false),
                5,
                new WarmSpec(0, false),
                LaunchRequest.Sharing.NONE,
                new Drivers(1, "1G", "worker", List.of()),
                null,
                null);
        Livy elsewhere = new Livy(
                new Listen(null, null, false),
                5,
                new WarmSpec(0, false),
                LaunchRequest.Sharing.NONE,
                new Drivers(1, "1G", "cloud", List.of()),
                null,
                null);

        assertThat(request(WORKERS, onWorkers, null).check().drivesOnWorkers()).isTrue();
        assertThat(request(WORKERS, LIVY, null).check().drivesOnWorkers()).isFalse();
        assertThatThrownBy(request(WORKERS, elsewhere, null)::check)
                .hasMessageContaining(
                        "--livy-driver-placement: 'cloud' is no place for drivers; give server or worker");
    }

    @Test
    void anIsolationThatDoesNotExistIsNamedWithThoseThatDo() {
        Livy livy = new Livy(
                new Listen(null, null, false),
                2,
                new WarmSpec(0, false),
                new LaunchRequest.Sharing("none", 0),
                new Drivers(1, "1G", "server", List.of()),
                null,
                null);

        assertThatThrownBy(() -> request(WORKERS, livy, null).check())
                .hasMessageContaining("--livy-session-isolation: 'none' is none; give driver")
                .hasMessageContaining("--livy-sessions-per-driver: 0");
    }

    @Test
    void thereAreNoMoreWarmDriversThanSessions() {
        Livy livy = new Livy(
                new Listen(null, null, false),
                2,
                new WarmSpec(3, false),
                LaunchRequest.Sharing.NONE,
                new Drivers(1, "1G", "server", List.of()),
                null,
                null);

        assertThatThrownBy(() -> request(WORKERS, livy, null).check())
                .hasMessageContaining("--livy-warm-sessions: 3 must be from 0 to --livy-max-sessions 2");
    }

    @Test
    void aKeyStoreNeedsItsPassword() {
        Tls keyStoreAlone = new Tls(Path.of("/keys.p12"), null, null);

        assertThatThrownBy(() -> request(WORKERS, over(keyStoreAlone), null).check())
                .hasMessageContaining("--tls-keystore and --tls-keystore-password-file belong together");
    }

    @Test
    void aKeyStoreThatCannotBeOpenedIsToldAtOnce() {
        Tls absent = new Tls(Path.of("/no/keys.p12"), Path.of("/no/password"), null);

        assertThatThrownBy(() -> request(WORKERS, over(absent), null).check())
                .hasMessageContaining("--tls-keystore: the password of the TLS key store cannot be read")
                .hasMessageContaining("/no/password");
    }

    @Test
    void whoBelievesOthersProvesItself() {
        Tls trustAlone = new Tls(null, null, Path.of("/ca.pem"));

        assertThatThrownBy(() -> request(WORKERS, over(trustAlone), null).check())
                .hasMessageContaining("--tls-trust")
                .hasMessageContaining("give --tls-keystore too");
    }

    private static Livy over(Tls tls) {
        return new Livy(
                new Listen(null, null, false, false, tls), 5, LIVY.warm(), LIVY.sharing(), LIVY.drivers(), null, null);
    }

    @Test
    void anOpenLivyServerIsTheUsersExplicitWord() {
        Livy open = new Livy(
                new Listen("0.0.0.0", null, true),
                5,
                new WarmSpec(0, false),
                LaunchRequest.Sharing.NONE,
                new Drivers(1, "1G", "server", List.of()),
                null,
                null);

        ClusterSpec spec = request(WORKERS, open, null).check();

        assertThat(spec.livy()).hasValueSatisfying(livy -> {
            assertThat(livy.isOpen()).isTrue();
            assertThat(livy.dialHost("127.0.0.1")).isEqualTo("127.0.0.1");
        });
    }

    @Test
    void aTrackerNeedsALivyServer() {
        assertThatThrownBy(
                        () -> request(WORKERS, null, new Tracker(null, "10m")).check())
                .hasMessageContaining("--enable-livy");
    }

    @Test
    void aHistoryServersPortAndTimeAreChecked() {
        LaunchRequest request = new LaunchRequest(
                DiscoveryPath.DEFAULT, Part.WHOLE, null, WORKERS, null, null, new History(0, "a week"), List.of());

        assertThatThrownBy(request::check)
                .hasMessageContaining("--history-server-port: 0")
                .hasMessageContaining("--history-server-retain: 'a week'");
    }

    @Test
    void aSettingsValueIsNotRepeatedInTheMessage() {
        assertThatThrownBy(() -> request(WORKERS, null, null, "password=canary").check())
                .hasMessageContaining("'password'")
                .hasMessageNotContaining("canary");
    }

    private static ClusterSpec part(String role, String host, boolean zookeeper, boolean insecure, String... conf) {
        Part part = new Part(role, host, zookeeper, insecure);
        Livy livy = new Livy(
                new Listen(null, null, insecure),
                5,
                new WarmSpec(0, false),
                LaunchRequest.Sharing.NONE,
                new Drivers(1, "1G", "server", List.of()),
                null,
                null);
        return new LaunchRequest(
                        DiscoveryPath.DEFAULT, part, null, WORKERS, livy, new Tracker(null, "10m"), null, List.of(conf))
                .check();
    }

    @Test
    void aPartOfAClusterNeedsANamedZooKeeper() {
        assertThatThrownBy(() -> part("worker", "127.0.0.1", false, false))
                .hasMessageContaining("--role worker")
                .hasMessageContaining("--zookeeper");
    }

    @Test
    void anUnknownPartIsNamed() {
        assertThatThrownBy(() -> part("mester", "127.0.0.1", true, false)).hasMessageContaining("'mester'");
    }

    @Test
    void anAddressThatOthersReachIsTheUsersExplicitWord() {
        assertThatThrownBy(() -> part("master", "10.0.0.1", true, false))
                .hasMessageContaining("--host: 10.0.0.1")
                .hasMessageContaining("spark.authenticate")
                .hasMessageContaining("--insecure");
        assertThat(part("master", "10.0.0.1", true, true).host()).isEqualTo("10.0.0.1");
    }

    @Test
    void sparksOwnAuthenticationIsEnoughForDaemonsButNotForTheLivyServer() {
        String[] secret = {"spark.authenticate=true", "spark.authenticate.secret=canary"};

        assertThat(part("worker", "10.0.0.1", true, false, secret).host()).isEqualTo("10.0.0.1");
        assertThatThrownBy(() -> part("livy", "10.0.0.1", true, false, secret))
                .hasMessageContaining("--livy-host: 10.0.0.1")
                .hasMessageNotContaining("canary");
    }

    @Test
    void oneFileOfOptionsServesEveryMachine() {
        assertThat(part("worker", "127.0.0.1", true, false).livy()).isEmpty();
        assertThat(part("master", "127.0.0.1", true, false).queryTracker()).isEmpty();
        assertThat(part("livy", "127.0.0.1", true, false).livy()).isPresent();
    }

    @Test
    void partsOfOneClusterDoNotClashButTwoWholeOnesDo() {
        MembershipSpec whole = part("all", "127.0.0.1", false, false).claim("whole");
        MembershipSpec master = part("master", "127.0.0.1", true, false).claim("master");
        MembershipSpec worker = part("worker", "127.0.0.1", true, false).claim("worker");
        MembershipSpec livy = part("livy", "127.0.0.1", true, false).claim("livy");

        assertThat(whole.clashWith(whole)).contains(ServiceType.MASTER, ServiceType.LIVY);
        assertThat(whole.clashWith(master)).containsExactly(ServiceType.MASTER);
        assertThat(whole.clashWith(worker)).isEmpty();
        assertThat(master.clashWith(master)).isEmpty();
        assertThat(livy.clashWith(livy)).containsExactly(ServiceType.LIVY, ServiceType.QUERY_TRACKER);
    }
}
