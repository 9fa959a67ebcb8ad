package org.sparklaunch.launcher.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparklaunch.commands.CommandException;
import org.sparklaunch.launcher.config.MetastoreRequest.Database;
import org.sparklaunch.metastore.MetastoreConfig;

class MetastoreRequestTest {
    private static final Path DATA = Path.of("/data");

    @TempDir
    private Path dir;

    private static MetastoreRequest request(String kind, String uris, Database database, String warehouse) {
        return new MetastoreRequest(kind, null, uris, database, DATA, warehouse);
    }

    private static ClusterSpec check(MetastoreRequest metastore, LivyRequest livy, String... conf) {
        LaunchRequest launch = Requests.launch(Requests.WORKERS, livy, null, conf);
        return new LaunchRequest(
                        launch.path(),
                        launch.machine(),
                        null,
                        launch.workers(),
                        livy,
                        null,
                        null,
                        metastore,
                        launch.sparkConf())
                .check();
    }

    private static MetastoreSpec spec(MetastoreRequest metastore) {
        return check(metastore, Requests.LIVY).metastore().orElseThrow();
    }

    @Test
    void launchWithLivyHasAMetastoreInTheDataFolder() {
        assertThat(spec(MetastoreRequest.embedded(DATA)))
                .isEqualTo(new MetastoreSpec.Own(OptionalInt.empty(), Optional.empty(), DATA, "file:/data/warehouse"));
    }

    @Test
    void launchWithoutLivyHasNone() {
        assertThat(check(MetastoreRequest.embedded(DATA), null).metastore()).isEmpty();
    }

    @Test
    void launchWithoutTablesIsNotOneWithTheOperatorsCatalog() {
        assertThat(spec(request("none", null, Database.EMBEDDED, null))).isEqualTo(new MetastoreSpec.None());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"spark.sql.catalogImplementation=in-memory", "spark.hadoop.hive.metastore.uris=thrift://h:1"})
    void operatorsOwnCatalogIsLeftAlone(String conf) {
        assertThat(check(MetastoreRequest.embedded(DATA), Requests.LIVY, conf).metastore())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"spark.sql.catalogImplementation=in-memory", "spark.hadoop.hive.metastore.uris=thrift://h:1"})
    void optionsWithoutAnEffectBesideTheOperatorsCatalogAreRefused(String conf) {
        MetastoreRequest folder = request("embedded", null, Database.EMBEDDED, "/srv/tables");
        MetastoreRequest other = request("embedded", "thrift://h:2", Database.EMBEDDED, null);

        for (MetastoreRequest unused : List.of(folder, other)) {
            assertThatThrownBy(() -> check(unused, Requests.LIVY, conf))
                    .isInstanceOf(CommandException.class)
                    .hasMessageContaining("--spark-conf: " + conf.replaceFirst("=.*", "") + " chooses the catalog");
        }
        assertThat(check(request("none", null, Database.EMBEDDED, null), Requests.LIVY, conf)
                        .metastore())
                .isEmpty();
    }

    @Test
    void folderOfTablesInSparksSettingsIsRefusedUnlessTheOperatorsCatalogNeedsIt() {
        String folder = "spark.sql.warehouse.dir=/srv/tables";

        assertThatThrownBy(() -> check(MetastoreRequest.embedded(DATA), Requests.LIVY, folder))
                .isInstanceOf(CommandException.class)
                .hasMessageContaining("give --warehouse instead of spark.sql.warehouse.dir");
        assertThat(check(
                                MetastoreRequest.embedded(DATA),
                                Requests.LIVY,
                                folder,
                                "spark.hadoop.hive.metastore.uris=thrift://h:1")
                        .metastore())
                .isEmpty();
    }

    @Test
    void metastoreThatExistsNeedsAFolderThatItSees() {
        assertThatThrownBy(() -> spec(request("embedded", "thrift://h:9083", Database.EMBEDDED, null)))
                .isInstanceOf(CommandException.class)
                .hasMessageContaining("--metastore-uri: that metastore does not see the data folder of this launch;"
                        + " give --warehouse");
    }

    @ParameterizedTest
    @ValueSource(strings = {"thrift://h:9083", "thrift://h:9083,thrift://i:9083", "thrift://[::1]:9083"})
    void metastoreThatExistsIsUsed(String uris) {
        assertThat(spec(request("embedded", uris, Database.EMBEDDED, "s3a://bucket/tables")))
                .isEqualTo(new MetastoreSpec.Existing(uris, DATA, "s3a://bucket/tables"));
    }

    @ParameterizedTest
    @CsvSource({
        "/srv/tables, file:/srv/tables",
        "/srv/../tables/, file:/tables",
        "/srv/große tables, file:/srv/große tables",
        "file:///srv/tables, file:/srv/tables",
        "hdfs://nn:8020/w, hdfs://nn:8020/w",
        "s3a://bucket/w, s3a://bucket/w"
    })
    void warehouseIsAFolderOrAUri(String given, String expected) {
        MetastoreSpec.Own own = (MetastoreSpec.Own) spec(request("embedded", null, Database.EMBEDDED, given));

        assertThat(own.warehouse()).isEqualTo(expected);
    }

    @Test
    void databaseServerNeedsItsUrlAndAFileForThePassword() throws Exception {
        Path password = Files.writeString(dir.resolve("password"), "canary");
        MetastoreSpec.Own own = (MetastoreSpec.Own)
                spec(request("embedded", null, new Database("jdbc:postgresql://h/c", "hive", password), null));

        assertThat(own.database())
                .contains(new MetastoreConfig.Database(
                        "jdbc:postgresql://h/c", Optional.of("hive"), Optional.of(password)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "maybe    | |                 | |            | unknown metastore 'maybe'; give embedded or none",
                "embedded | h:9083 |          | |            | 'h:9083' is not the address of a metastore",
                "none     | thrift://h:1 |    | |            | excludes --metastore-uri and --metastore-database",
                "none     | | jdbc:postgresql://h/c | |      | excludes --metastore-uri and --metastore-database",
                "embedded | thrift://h:1 | jdbc:postgresql://h/c | | | leave --metastore-database out",
                "embedded | | jdbc:mysql://h/c | |           | is not jdbc:postgresql://HOST:PORT/DATABASE",
                "embedded | | jdbc:postgresql://h/c?password=x | | | must not contain the password",
                "embedded | |                 | hive |       | apply only with --metastore-database",
                "embedded | |                 | | s3://b/w   | tables cannot be written to the file system 's3'"
            })
    void wrongOptionsAreRefused(String kind, String uris, String url, String user, String warehouse, String problem) {
        MetastoreRequest wrong = request(kind, uris, new Database(url, user, null), warehouse);

        assertThatThrownBy(() -> spec(wrong))
                .isInstanceOf(CommandException.class)
                .hasMessageContaining(problem)
                .hasMessageContaining("--");
    }

    @Test
    void missingPasswordFileIsRefused() {
        Database database = new Database("jdbc:postgresql://h/c", "hive", dir.resolve("none"));

        assertThatThrownBy(() -> spec(request("embedded", null, database, null)))
                .hasMessageContaining(
                        "--metastore-database-password-file: cannot read the file " + dir.resolve("none"));
    }
}
