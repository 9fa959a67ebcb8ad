package org.sparklaunch.livy.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sparklaunch.livy.protocol.SessionKind;

class LivyConfigReaderTest {
    @TempDir
    Path folder;

    private Path file(String json) throws IOException {
        return Files.writeString(folder.resolve("server.json"), json);
    }

    @Test
    void whatIsNotSaidHasItsDefault() throws IOException {
        LivyConfig config = LivyConfigReader.read(
                file("{\"stateDir\":\"/state\",\"sparkHome\":\"/spark\",\"master\":\"local[*]\"}"));

        assertThat(config.listen()).isEqualTo(new LivyConfig.Address("127.0.0.1", 8998));
        assertThat(config.session())
                .isEqualTo(new LivyConfig.SessionConfig(
                        5,
                        Duration.ofHours(1),
                        Duration.ofMinutes(10),
                        0,
                        List.of(SessionKind.SQL, SessionKind.SPARK),
                        new LivyConfig.SharingConfig(false, 50)));
        assertThat(config.driver().cores()).isEqualTo(1);
        assertThat(config.driver().memory()).isEqualTo(new MemorySize(1024));
        assertThat(config.driver().orphanTimeout()).isEqualTo(Duration.ofMinutes(10));
        assertThat(config.driver().javaHome()).isEqualTo(Path.of(System.getProperty("java.home")));
    }

    @Test
    void allProblemsAreToldAtOnce() throws IOException {
        Path file =
                file("{\"stateDir\":\"/state\",\"prot\":1,\"maxSessions\":0,\"driverMemory\":\"1X\",\"port\":\"x\"}");

        assertThatThrownBy(() -> LivyConfigReader.read(file))
                .isInstanceOf(ConfigException.class)
                .hasMessageContainingAll(
                        "sparkHome is missing",
                        "master is missing",
                        "unknown key \"prot\"",
                        "maxSessions must be a number from 1 to 10000, but is 0",
                        "'1X' is not a memory size",
                        "port must be a number");
    }

    @Test
    void anAddressBeyondThisMachineNeedsAWordOfConsent() throws IOException {
        String settings = "\"host\":\"0.0.0.0\",\"stateDir\":\"/s\",\"sparkHome\":\"/h\",\"master\":\"local\"";
        Path open = file("{" + settings + "}");
        assertThatThrownBy(() -> LivyConfigReader.read(open)).hasMessageContaining("\"insecure\": true");

        Path consenting = file("{\"insecure\":true," + settings + "}");
        assertThat(LivyConfigReader.read(consenting).insecure()).isTrue();
    }

    @Test
    void aWarmKindThatDoesNotExistIsNamed() throws IOException {
        Path file = file("{\"stateDir\":\"/s\",\"sparkHome\":\"/h\",\"master\":\"m\",\"warmKinds\":[\"cobol\"]}");

        assertThatThrownBy(() -> LivyConfigReader.read(file)).hasMessageContainingAll("warmKinds", "cobol");
    }

    @Test
    void anIsolationThatDoesNotExistIsNamedWithThoseThatDo() throws IOException {
        Path file = file("{\"stateDir\":\"/s\",\"sparkHome\":\"/h\",\"master\":\"m\",\"sessionIsolation\":\"none\"}");

        assertThatThrownBy(() -> LivyConfigReader.read(file))
                .hasMessageContaining("sessionIsolation must be \"driver\" or \"context\", but is \"none\"");
    }

    @Test
    void aFileThatIsNotJsonIsNamedWithItsLine() throws IOException {
        Path file = file("{\n\"port\": }");

        assertThatThrownBy(() -> LivyConfigReader.read(file)).hasMessageContainingAll(file.toString(), "line 2");
    }

    @ParameterizedTest
    @CsvSource({"1h, 3600000", "90MIN, 5400000", "5, 5", "2d, 172800000", "3us, 0"})
    void timesAreReadAsLivyReadsThem(String text, long millis) {
        assertThat(TimeString.parse(text)).hasMillis(millis);
    }

    @ParameterizedTest
    @CsvSource({"512m, 512", "1g, 1024", "2GB, 2048", "700, 700", "4096k, 4"})
    void memoryIsReadAsSparkReadsIt(String text, long mebibytes) {
        assertThat(MemorySize.parse(text).mebibytes()).isEqualTo(mebibytes);
    }
}
