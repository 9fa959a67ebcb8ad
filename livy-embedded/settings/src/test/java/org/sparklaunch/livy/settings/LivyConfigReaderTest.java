package org.sparklaunch.livy.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sparklaunch.livy.protocol.SessionKind;
import org.sparklaunch.livy.settings.LivyConfig.DriverConfig;
import org.sparklaunch.livy.settings.LivyConfig.SessionConfig;
import org.sparklaunch.platform.quantity.MemorySize;

class LivyConfigReaderTest {
    private static final String DRIVER = "\"driver\": {\"sparkHome\": \"/spark\", \"master\": \"local[*]\"}";

    @TempDir
    Path folder;

    private LivyConfig read(String json) throws IOException {
        return LivyConfigReader.read(Files.writeString(folder.resolve("server.json"), json));
    }

    private LivyConfig readWith(String more) throws IOException {
        return read("{\"stateDir\": \"/state\", " + DRIVER + more + "}");
    }

    @Test
    void absentKeysHaveTheirDefaults() throws IOException {
        LivyConfig config = readWith("");

        assertThat(config.listen()).isEqualTo(new LivyConfig.Address("127.0.0.1", 8998));
        assertThat(config.tls()).isNull();
        assertThat(config.access()).isEqualTo(AccessConfig.NONE);
        assertThat(config.session())
                .isEqualTo(new SessionConfig(
                        5,
                        SessionConfig.TIMEOUT,
                        SessionConfig.STATE_RETAIN,
                        0,
                        List.of(SessionKind.SQL, SessionKind.SPARK),
                        new LivyConfig.SharingConfig(false, 50)));
        assertThat(config.driver().cores()).isEqualTo(1);
        assertThat(config.driver().memory()).isEqualTo(new MemorySize(1024));
        assertThat(config.driver().orphanTimeout()).isEqualTo(DriverConfig.ORPHAN_TIMEOUT);
        assertThat(config.driver().javaHome()).isEqualTo(Path.of(System.getProperty("java.home")));
    }

    @Test
    void allProblemsAreReportedTogether() {
        assertThatThrownBy(() -> read("""
                {"stateDir": "/state", "prot": 1, "listen": {"port": "x", "prot": 2}, "insecure": 1,
                 "session": {"max": 0, "timeout": "soon"}, "driver": {"memory": "1X", "classPath": "a"}}"""))
                .isInstanceOf(ConfigException.class)
                .hasMessageContainingAll(
                        "driver.sparkHome is missing",
                        "driver.master is missing",
                        "unknown key \"prot\"",
                        "unknown key \"listen.prot\"; known are listen.host, listen.port",
                        "insecure must be true or false, but is 1",
                        "session.max must be a whole number from 1 to 10000, but is 0",
                        "session.timeout: Invalid time string: soon",
                        "driver.memory: '1X' is not a memory size",
                        "driver.classPath must be a list of strings, but is \"a\"",
                        "listen.port must be a whole number from 0 to 65535, but is \"x\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"stateDir\": 7 | stateDir must be a text, but is 7",
                "\"listen\": {\"port\": 1.5} | listen.port must be a whole number",
                "\"listen\": {\"port\": 65536} | listen.port must be a whole number from 0 to 65535, but is 65536",
                "\"listen\": \"127.0.0.1\" | listen must be an object",
                "\"privateFolders\": [1] | privateFolders must be a list of strings",
                "\"driver\": {\"sparkConf\": {\"spark.a\": 1}} | driver.sparkConf must be an object of strings",
                "\"session\": {\"warmKinds\": [\"cobol\"]} | session.warmKinds: 'cobol' is not a kind of session",
                "\"session\": {\"sharing\": {\"on\": \"yes\"}} | session.sharing.on must be true or false",
                "\"tls\": {\"keyStore\": \"/k\"} | tls.passwordFile is missing",
                "\"csrfProtection\": \"true\" | csrfProtection must be true or false"
            })
    void wrongValueIsNamedWithItsKeyAndTheRightForm(String json, String problem) {
        assertThatThrownBy(() -> read("{" + json + "}")).hasMessageContaining(problem);
    }

    @Test
    void openAddressNeedsAuthenticationOrConsent() throws IOException {
        String open = ", \"listen\": {\"host\": \"0.0.0.0\"}";

        assertThatThrownBy(() -> readWith(open)).hasMessageContaining("listen.host 0.0.0.0 can be reached");
        assertThat(readWith(open + ", \"insecure\": true").insecure()).isTrue();
        assertThat(readWith(open + ", \"authenticationFile\": \"/f\"").authenticationFile())
                .isEqualTo(Path.of("/f"));
    }

    @Test
    void nameThatOnlyLooksLikeLoopbackIsAnOpenAddress() {
        assertThatThrownBy(() -> readWith(", \"listen\": {\"host\": \"127.cluster.example.invalid\"}"))
                .hasMessageContaining("can be reached from other machines");
    }

    @Test
    void placementOnWorkersNeedsMasters() {
        assertThatThrownBy(() -> read("""
                {"stateDir": "/s", "driver": {"sparkHome": "/h", "master": "m",
                 "onWorkers": {"masterRest": [], "masterPages": ["http://a:8080"]}}}"""))
                .hasMessageContaining("driver.onWorkers needs at least one masterRest and one masterPages");
    }

    @Test
    void keyThatIsGivenTwiceIsRefused() {
        assertThatThrownBy(() -> read("{\"insecure\": true, \"insecure\": false}"))
                .hasMessageContaining("Duplicate");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"[] | does not hold a JSON object", "{} {} | is not JSON", "'' | does not hold"})
    void fileThatIsNotOneObjectIsRefused(String content, String problem) {
        assertThatThrownBy(() -> read(content))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(problem);
    }

    @Test
    void fileThatIsNotJsonIsNamedWithTheLine() {
        assertThatThrownBy(() -> read("{\n\"port\": }"))
                .hasMessageContainingAll(folder.resolve("server.json").toString(), "line 2");
    }

    @Test
    void missingFileIsNamed() {
        assertThatThrownBy(() -> LivyConfigReader.read(folder.resolve("none.json")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("none.json");
    }
}
