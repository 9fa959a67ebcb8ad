package org.sparklaunch.livy.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparklaunch.livy.driver.output.OutputLimits;
import org.sparklaunch.livy.protocol.SessionSecret;

class DriverSettingsTest {
    @TempDir
    private Path folder;

    private String required;

    @BeforeEach
    void writeSecret() throws IOException {
        SessionSecret.generate().write(folder.resolve("secret"));
        required = "server.host=127.0.0.1\nserver.port=4711\nsession=7\nwork.dir=" + folder + "\nsecret.file="
                + folder.resolve("secret") + "\n";
    }

    @Test
    void readsWhereTheServerIs() throws IOException {
        DriverSettings settings = DriverSettings.read(write(required + "orphan.timeout.millis=250"));

        assertThat(settings.server().host()).isEqualTo("127.0.0.1");
        assertThat(settings.server().port()).isEqualTo(4711);
        assertThat(settings.server().session()).isEqualTo("7");
        assertThat(settings.server().orphanTimeout()).isEqualTo(Duration.ofMillis(250));
    }

    @Test
    void relativePathsStartFromTheFilesOwnFolder() throws IOException {
        String handedOver = "server.host=h\nserver.port=1\nsession=7\nsecret.file=secret\nwork.dir=work\n";

        assertThat(DriverSettings.read(write(handedOver)).workDir()).isEqualTo(folder.resolve("work"));
    }

    @Test
    void allowedFoldersAreThoseOfTheListAndTheSessionsOwn() throws IOException {
        DriverSettings settings = DriverSettings.read(write(required + "allowed.folders=/data/a:/data/b\n"));

        assertThat(settings.allowedFolders().folders())
                .containsExactly(Path.of("/data/a"), Path.of("/data/b"), settings.workDir());
        assertThat(DriverSettings.read(write(required)).allowedFolders().folders())
                .containsExactly(settings.workDir());
    }

    @Test
    void hasDefaultsForLimits() throws IOException {
        DriverSettings settings = DriverSettings.read(write(required));

        assertThat(settings.limits()).isEqualTo(OutputLimits.DEFAULT);
        assertThat(settings.server().orphanTimeout()).isEqualTo(Duration.ofMinutes(10));
    }

    @Test
    void namesAMissingKey() throws IOException {
        Path file = write("server.host=127.0.0.1\n");

        assertThatThrownBy(() -> DriverSettings.read(file)).hasMessage("driver setting server.port is missing");
    }

    @Test
    void namesAnUnknownKey() throws IOException {
        Path file = write(required + "sql.row.limits=3\n");

        assertThatThrownBy(() -> DriverSettings.read(file))
                .hasMessageContaining("[sql.row.limits]")
                .hasMessageContaining("sql.row.limit,");
    }

    @Test
    void namesAnInvalidNumber() throws IOException {
        Path file = write(required + "sql.row.limit=many\n");

        assertThatThrownBy(() -> DriverSettings.read(file))
                .hasMessage("driver setting sql.row.limit is 'many'; it must be a number");
    }

    @Test
    void namesAWarmKindThatDoesNotExist() throws IOException {
        Path file = write(required + "warm.kinds=sql,cobol\n");

        assertThatThrownBy(() -> DriverSettings.read(file))
                .hasMessage("driver setting warm.kinds has the unknown kind 'cobol'");
    }

    private Path write(String text) throws IOException {
        return Files.writeString(folder.resolve("driver.properties"), text);
    }
}
