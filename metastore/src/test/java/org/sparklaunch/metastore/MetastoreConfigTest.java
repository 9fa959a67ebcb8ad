package org.sparklaunch.metastore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparklaunch.metastore.MetastoreConfig.Access;
import org.sparklaunch.metastore.MetastoreConfig.Database;
import org.sparklaunch.metastore.MetastoreConfig.Warehouse;

class MetastoreConfigTest {
    private static final Database SERVER = new Database(
            "jdbc:postgresql://h:5432/catalog", Optional.of("hive"), Optional.of(Path.of("/a file/of=passwords")));

    @TempDir
    private Path dir;

    private static Access access(Optional<String> password) {
        return new Access(password, password.isPresent());
    }

    @Test
    void metastoreReadsWhatTheLauncherWrote() throws Exception {
        MetastoreConfig config = new MetastoreConfig(
                "127.0.0.1",
                9083,
                new Warehouse("s3a://bucket/tables", Map.of("fs.s3a.secret.key", "secret")),
                SERVER,
                access(Optional.of("secret")));
        Path file = Files.writeString(dir.resolve("config"), config.toFile());

        assertThat(MetastoreConfig.read(file)).isEqualTo(config);
        assertThat(config + " " + config.access() + config.warehouse()).doesNotContain("secret");
    }

    @Test
    void databaseInAFolderIsDerbyWithoutUser() throws Exception {
        MetastoreConfig config = new MetastoreConfig(
                "::1",
                1,
                new Warehouse("file:/w", Map.of()),
                Database.derby(Path.of("/data/my tables")),
                access(Optional.empty()));
        Path file = Files.writeString(dir.resolve("config"), config.toFile());

        assertThat(MetastoreConfig.read(file)).isEqualTo(config);
        assertThat(config.database().isEmbedded()).isTrue();
        assertThat(SERVER.isEmbedded()).isFalse();
    }

    @Test
    void missingSettingIsNamed() throws Exception {
        Path file = Files.writeString(dir.resolve("config"), "host=h\nport=1\ndatabase.url=jdbc:derby:x\n");

        assertThatThrownBy(() -> MetastoreConfig.read(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("metastore setting warehouse is missing in " + file);
    }
}
