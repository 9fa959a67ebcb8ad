package org.sparklaunch.launcher.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sparklaunch.launcher.config.LivyRequest.Access;
import org.sparklaunch.launcher.config.LivyRequest.Drivers;
import org.sparklaunch.launcher.config.LivyRequest.Listen;
import org.sparklaunch.launcher.config.LivyRequest.Sessions;
import org.sparklaunch.launcher.config.LivyRequest.Tls;
import org.sparklaunch.livy.protocol.SessionKind;
import org.sparklaunch.livy.settings.AccessConfig;
import org.sparklaunch.livy.settings.LivyConfig.SessionConfig;
import org.sparklaunch.platform.quantity.MemorySize;

class LivyRequestTest {
    @TempDir
    private Path folder;

    private static LivySpec check(LivyRequest livy) {
        return Requests.withLivy(livy).check().livy().orElseThrow();
    }

    @Test
    void defaultsBecomeASpecification() {
        LivySpec spec = check(Requests.LIVY);

        assertThat(spec.host()).isEqualTo("127.0.0.1");
        assertThat(spec.port()).isEmpty();
        assertThat(spec.isOpen()).isFalse();
        assertThat(spec.access()).isEqualTo(AccessConfig.NONE);
        assertThat(spec.tls()).isEmpty();
        assertThat(spec.sessions().timeout()).isEqualTo(SessionConfig.TIMEOUT);
        assertThat(spec.sessions().warmKinds()).containsExactly(SessionKind.SQL, SessionKind.SPARK);
        assertThat(spec.drivers().memory()).isEqualTo(new MemorySize(1024));
    }

    @Test
    void namedPortIsKept() {
        assertThat(check(Requests.listening(new Listen(null, 9000, false))).port())
                .isEqualTo(OptionalInt.of(9000));
    }

    @ParameterizedTest
    @CsvSource({"0", "-1", "65536", "70000"})
    void portOutsideTheRangeIsRefused(int port) {
        assertThatThrownBy(() -> check(Requests.listening(new Listen(null, port, false))))
                .hasMessage("--livy-port: " + port + " is not a port; give 1 to 65535");
    }

    @ParameterizedTest
    @CsvSource({
        "-1, 5, --livy-warm-sessions: -1 must be from 0 to --livy-max-sessions 5",
        "3, 2, --livy-warm-sessions: 3 must be from 0 to --livy-max-sessions 2",
        "0, 0, --livy-max-sessions: 0 is too few; give 1 or more"
    })
    void numbersOfSessionsAreChecked(int warm, int max, String problem) {
        assertThatThrownBy(() -> check(Requests.withSessions(new Sessions(max, warm, false, "driver", 50))))
                .hasMessage(problem);
    }

    @Test
    void unknownIsolationIsNamedWithTheKnownOnes() {
        assertThatThrownBy(() -> check(Requests.withSessions(new Sessions(2, 0, false, "none", 0))))
                .hasMessageContaining("--livy-session-isolation: unknown isolation 'none'; give driver")
                .hasMessageContaining("--livy-sessions-per-driver: 0 is too few");
    }

    @Test
    void contextIsolationLetsSessionsShareDrivers() {
        SessionConfig sessions = check(Requests.withSessions(new Sessions(2, 1, true, "context", 7)))
                .sessions();

        assertThat(sessions.sharing().on()).isTrue();
        assertThat(sessions.sharing().most()).isEqualTo(7);
        assertThat(sessions.warmKinds()).endsWith(SessionKind.PYSPARK);
    }

    @Test
    void driverPlacementIsServerOrWorker() {
        assertThat(check(Requests.withDrivers(new Drivers(1, "1g", "worker", List.of())))
                        .drivers()
                        .onWorkers())
                .isTrue();
        assertThatThrownBy(() -> check(Requests.withDrivers(new Drivers(1, "1g", "cloud", List.of()))))
                .hasMessage("--livy-driver-placement: unknown driver placement 'cloud'; give server or worker");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 1g, --livy-driver-cores: 0 is too few; give 1 or more",
        "1, 511m, --livy-driver-memory: 511 MiB is too little for Spark; give at least 512m",
        "1, much, '--livy-driver-memory: ''much'' is not a memory size; give a whole number with k, m, g or t, such as"
                + " 512m or 2g'"
    })
    void limitsOfDriversAreChecked(int cores, String memory, String problem) {
        assertThatThrownBy(() -> check(Requests.withDrivers(new Drivers(cores, memory, "server", List.of()))))
                .hasMessage(problem);
    }

    @ParameterizedTest
    @CsvSource({"2g, 2048", "2GiB, 2048", "1t, 1048576", "600, 600", "1048576k, 1024"})
    void driverMemoryHasSparksNotation(String text, long mebibytes) {
        assertThat(check(Requests.withDrivers(new Drivers(1, text, "server", List.of())))
                        .drivers()
                        .memory())
                .isEqualTo(new MemorySize(mebibytes));
    }

    @Test
    void foldersOfFilesMustExist() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "");

        assertThat(check(Requests.withDrivers(new Drivers(1, "1g", "server", List.of(folder.resolve("."), folder))))
                        .drivers()
                        .files())
                .containsExactly(folder, folder);
        assertThatThrownBy(() -> check(
                        Requests.withDrivers(new Drivers(1, "1g", "server", List.of(file, folder.resolve("none"))))))
                .hasMessageContaining("--livy-files: " + file + " is not a folder")
                .hasMessageContaining("--livy-files: " + folder.resolve("none") + " is not a folder");
    }

    @Test
    void filesMustBeReadable() throws Exception {
        Path policy = Files.writeString(folder.resolve("policy.yaml"), "");
        Path none = folder.resolve("none");

        assertThat(check(Requests.withFiles(policy, null)).policyFile()).contains(policy);
        assertThatThrownBy(() -> check(Requests.withFiles(none, none)))
                .hasMessageContaining("--policy-file: cannot read the file " + none)
                .hasMessageContaining("--authentication-file: cannot read the file " + none);
    }

    @Test
    void listsOfUsersNeedAccessControl() {
        Access access = new Access(false, List.of(" "), false, List.of(), List.of(), List.of("alice"), false);

        assertThatThrownBy(() -> check(Requests.withAccess(access)))
                .hasMessageContaining("apply only with --livy-access-control")
                .hasMessageContaining("a user without a name");
    }

    @Test
    void withoutAListOfAllowedUsersAllAreAllowed() {
        Access access = new Access(true, List.of("hue"), true, List.of(), List.of("bob"), List.of("eve"), true);

        assertThat(check(Requests.withAccess(access)).access())
                .isEqualTo(
                        new AccessConfig(true, Set.of("hue"), true, Set.of("*"), Set.of("bob"), Set.of("eve"), true));
    }

    @Test
    void localUsersDoNotLogIn() throws Exception {
        Access access = new Access(false, List.of(), false, List.of(), List.of(), List.of(), true);
        LivyRequest plain = Requests.withAccess(access);
        Path file = Files.writeString(folder.resolve("authentication"), "");
        LivyRequest both =
                new LivyRequest(plain.listen(), plain.sessions(), plain.drivers(), null, file, null, plain.access());

        assertThat(check(plain).access().localUsers()).isTrue();
        assertThatThrownBy(() -> check(both)).hasMessageContaining("--local-users: with --authentication-file");
    }

    @Test
    void keyStoreNeedsItsPassword() {
        assertThatThrownBy(() -> check(Requests.withTls(new Tls(Path.of("/keys.p12"), null, null))))
                .hasMessageContaining("--tls-keystore and --tls-keystore-password-file belong together");
        assertThatThrownBy(() -> check(Requests.withTls(new Tls(null, Path.of("/password"), null))))
                .hasMessageContaining("--tls-keystore and --tls-keystore-password-file belong together");
    }

    @Test
    void keyStoreThatCannotBeOpenedIsRefused() {
        Tls absent = new Tls(Path.of("/no/keys.p12"), Path.of("/no/password"), null);

        assertThatThrownBy(() -> check(Requests.withTls(absent)))
                .hasMessageContaining("--tls-keystore: ")
                .hasMessageContaining("/no/password");
    }

    @Test
    void trustedCertificatesNeedAKeyStore() {
        assertThatThrownBy(() -> check(Requests.withTls(new Tls(null, null, Path.of("/ca.pem")))))
                .hasMessage("--tls-trust: applies only to a launch with HTTPS; give --tls-keystore too");
    }

    @ParameterizedTest
    @CsvSource({"0.0.0.0", "10.0.0.1", "127.cluster.example.invalid", "no-such-host.invalid"})
    void hostBeyondLoopbackNeedsInsecureOrAuthentication(String host) throws Exception {
        assertThatThrownBy(() -> check(Requests.listening(new Listen(host, null, false))))
                .hasMessageContaining("--livy-host: " + host + " can be reached from other machines");

        assertThat(check(Requests.listening(new Listen(host, null, true))).isOpen())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({"127.0.0.1", "127.3.2.1", "localhost", "::1", "0:0:0:0:0:0:0:1"})
    void loopbackHostNeedsNothing(String host) {
        assertThat(check(Requests.listening(new Listen(host, null, false))).isOpen())
                .isFalse();
    }

    @Test
    void wildcardIsReachedUnderTheHostOfTheLaunch() {
        LivySpec open = check(Requests.listening(new Listen("0.0.0.0", null, true)));

        assertThat(open.dialHost("127.0.0.1")).isEqualTo("127.0.0.1");
        assertThat(check(Requests.LIVY).dialHost("10.0.0.1")).isEqualTo("127.0.0.1");
    }
}
