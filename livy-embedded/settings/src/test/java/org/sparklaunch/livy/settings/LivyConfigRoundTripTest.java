package org.sparklaunch.livy.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparklaunch.livy.protocol.SessionKind;
import org.sparklaunch.livy.settings.LivyConfig.Address;
import org.sparklaunch.livy.settings.LivyConfig.DriverConfig;
import org.sparklaunch.livy.settings.LivyConfig.SessionConfig;
import org.sparklaunch.livy.settings.LivyConfig.SharingConfig;
import org.sparklaunch.livy.settings.LivyConfig.TlsConfig;
import org.sparklaunch.platform.quantity.MemorySize;

class LivyConfigRoundTripTest {
    @TempDir
    private Path folder;

    private void assertRoundTrip(LivyConfig config) throws IOException {
        Path file = Files.writeString(folder.resolve("server.json"), LivyConfigWriter.write(config));

        assertThat(LivyConfigReader.read(file)).isEqualTo(config);
    }

    private static DriverConfig driver(String master, WorkerPlacementConfig onWorkers) {
        return new DriverConfig(
                new Address("127.0.0.1", 4040),
                Path.of("/opt/Spark mit Leerzeichen"),
                List.of(Path.of("/a.jar"), Path.of("/b:c.jar")),
                master,
                3,
                MemorySize.parse("3g"),
                Map.of("spark.a", "b=c", "spark.umlaut", "Größe \"x\""),
                List.of(Path.of("/данные")),
                Duration.ofMinutes(10),
                Path.of("/java"),
                new ClassDataArchives(Path.of("/class-data"), true),
                onWorkers,
                new SparkSecurityConfig("4.2.0", Path.of("/secret"), Path.of("/password"), Path.of("/token")));
    }

    private static SessionConfig session() {
        return new SessionConfig(
                7,
                Duration.ofMillis(90_061_001),
                Duration.ofSeconds(90),
                2,
                List.of(SessionKind.SQL, SessionKind.PYSPARK, SessionKind.SPARKR),
                new SharingConfig(true, 12));
    }

    @Test
    void everySettingIsReadAsItWasWritten() throws IOException {
        assertRoundTrip(new LivyConfig(
                new Address("0.0.0.0", 9000),
                true,
                new TlsConfig(Path.of("/keys.p12"), Path.of("/password")),
                true,
                List.of("spark.example.org"),
                Path.of("/state"),
                Path.of("/key"),
                Path.of("/authentication"),
                Path.of("/policy"),
                List.of(Path.of("/private")),
                Path.of("/presets"),
                new AccessConfig(true, Set.of("hue"), true, Set.of("a", "b"), Set.of("m"), Set.of("v"), true),
                driver("spark://a:7077", new WorkerPlacementConfig(List.of("a:6066"), List.of("http://a:8080"))),
                session()));
    }

    @Test
    void absentSettingsAreReadAsAbsent() throws IOException {
        LivyConfig config = new LivyConfig(
                new Address("::1", 0),
                false,
                null,
                false,
                List.of(),
                Path.of("/state"),
                null,
                null,
                null,
                List.of(),
                null,
                AccessConfig.NONE,
                driver("local[1]", null),
                session());

        assertRoundTrip(config);
    }

    @Test
    void fileOfAMasterIsWrittenAsTheFileAndNotAsItsContent() throws IOException {
        Path masters = Files.writeString(folder.resolve("masters"), "spark://a:7077\n");
        DriverConfig driver = driver(masters.toUri().toString(), null);
        LivyConfig config = new LivyConfig(
                new Address("127.0.0.1", 0),
                false,
                null,
                false,
                List.of(),
                Path.of("/state"),
                null,
                null,
                null,
                List.of(),
                null,
                AccessConfig.NONE,
                driver,
                session());

        assertRoundTrip(config);
        Files.delete(masters);
        assertThat(LivyConfigWriter.write(config)).contains(masters.toUri().toString());
    }
}
