package org.sparklaunch.launcher.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparklaunch.commands.CommandException;
import org.sparklaunch.discovery.DiscoveryPath;
import org.sparklaunch.discovery.ServiceType;
import org.sparklaunch.launcher.classdata.ClassData;
import org.sparklaunch.launcher.classdata.Jvm;
import org.sparklaunch.launcher.config.ClusterSpec;
import org.sparklaunch.launcher.config.MetastoreSpec;
import org.sparklaunch.launcher.config.Role;
import org.sparklaunch.launcher.config.WorkerSpec;
import org.sparklaunch.launcher.process.Ports;
import org.sparklaunch.launcher.spark.MetastoreDaemon;
import org.sparklaunch.launcher.spark.SparkHome;
import org.sparklaunch.launcher.spark.SparkSecurity;
import org.sparklaunch.launcher.spark.TableSettings;
import org.sparklaunch.launcher.state.StateFolder;
import org.sparklaunch.metastore.MetastoreConfig.Database;
import org.sparklaunch.platform.quantity.MemorySize;

class MetastorePlanTest {
    @TempDir
    private Path dir;

    private StateFolder state;
    private MetastoreDaemon daemon;

    @BeforeEach
    void install() throws Exception {
        state = StateFolder.open(dir.resolve("state"));
        Path jars = Files.createDirectories(dir.resolve("spark/jars"));
        for (String jar : List.of("spark-core_2.13-4.2.0.jar", "hive-metastore-2.3.10.jar", "derby-10.14.2.0.jar")) {
            Files.createFile(jars.resolve(jar));
        }
        daemon = new MetastoreDaemon(
                SparkHome.open(dir.resolve("spark")),
                new Jvm(Path.of("/jdk/bin/java"), new ClassData(dir.resolve("none"), false)),
                state,
                List.of(Path.of("/home/metastore/derby.jar")));
    }

    private MetastorePlan plan(MetastoreSpec metastore, SparkSecurity security) {
        ClusterSpec spec = new ClusterSpec(
                DiscoveryPath.DEFAULT,
                Role.ALL,
                false,
                "127.0.0.1",
                OptionalInt.empty(),
                new WorkerSpec(1, 1, new MemorySize(512), OptionalInt.empty()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.ofNullable(metastore),
                Map.of("spark.hadoop.fs.s3a.path.style.access", "true", "spark.x", "y"));
        return MetastorePlan.of(spec, new Ports("127.0.0.1"), security);
    }

    private MetastoreSpec own(Optional<Database> database) {
        return new MetastoreSpec.Own(
                OptionalInt.empty(), database, dir.resolve("data"), "file:" + dir.resolve("tables"));
    }

    private String settings(SparkSecurity security, Optional<Database> database) {
        Component component =
                plan(own(database), security).component(() -> daemon).orElseThrow();
        assertThat(component.instance().type()).isEqualTo(ServiceType.METASTORE);
        assertThat(component.instance().address()).startsWith("thrift://127.0.0.1:");
        return state.read("metastore/metastore.properties").orElseThrow();
    }

    @Test
    void metastoreKeepsItsCatalogInTheDataFolderAndDemandsTheToken() {
        SparkSecurity security = SparkSecurity.own("4.2.0", state);
        String password = security.shared().orElseThrow().secret().metastorePassword();

        assertThat(settings(security, Optional.empty()))
                .contains("password=" + password)
                .contains(dir.resolve("data/metastore/derby").toString());
        assertThat(plan(own(Optional.empty()), security).tables().settings())
                .containsEntry("spark.hadoop.hive.metastore.sasl.enabled", "true");
    }

    @Test
    void metastoreGetsTheSettingsOfFileSystems() {
        assertThat(settings(SparkSecurity.own("4.2.0", state), Optional.empty()))
                .contains("hadoop.fs.s3a.path.style.access=true")
                .doesNotContain("spark.x");
    }

    @Test
    void metastoreClosesItsPortToOtherAccounts() {
        assertThat(settings(SparkSecurity.own("4.2.0", state), Optional.empty()))
                .contains("own-account=true");
    }

    @Test
    void newWarehouseIsForTheOwnerOnlyAndAnExistingOneKeepsItsPermissions() throws Exception {
        Path tables = dir.resolve("tables");
        plan(own(Optional.empty()), SparkSecurity.none("4.2.0"));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(tables)))
                .isEqualTo("rwx------");

        Files.setPosixFilePermissions(tables, PosixFilePermissions.fromString("rwxrwx---"));
        plan(own(Optional.empty()), SparkSecurity.none("4.2.0"));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(tables)))
                .isEqualTo("rwxrwx---");
    }

    @Test
    void warehouseThatCannotBeCreatedIsRefused() throws Exception {
        Files.createFile(dir.resolve("tables"));

        assertThatThrownBy(() -> plan(own(Optional.empty()), SparkSecurity.none("4.2.0")))
                .isInstanceOf(CommandException.class)
                .hasMessageContaining("cannot create the warehouse " + dir.resolve("tables"))
                .hasMessageContaining("choose another --warehouse");
    }

    @Test
    void metastoreOfAClusterWithoutASecretDemandsNone() {
        assertThat(settings(SparkSecurity.none("4.2.0"), Optional.empty())).doesNotContain("password=");
    }

    @Test
    void databaseServerNeedsNoDataFolder() {
        Database server = new Database("jdbc:postgresql://h/c", Optional.of("hive"), Optional.of(Path.of("/password")));

        assertThat(settings(SparkSecurity.none("4.2.0"), Optional.of(server)))
                .contains("postgresql", "database.password.file=/password");
        assertThat(dir.resolve("data")).doesNotExist();
    }

    @Test
    void warehouseInTheDataFolderClosesItAlsoWithADatabaseServer() throws Exception {
        Path data = Files.createDirectory(dir.resolve("data"));
        Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwxr-xr-x"));
        Database server = new Database("jdbc:postgresql://h/c", Optional.of("hive"), Optional.of(Path.of("/password")));

        plan(
                new MetastoreSpec.Own(OptionalInt.empty(), Optional.of(server), data, "file:" + data + "/warehouse"),
                SparkSecurity.none("4.2.0"));

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data)))
                .isEqualTo("rwx------");
        assertThat(data.resolve("warehouse")).isDirectory();
    }

    @Test
    void productsDerbyReplacesThatOfSpark() {
        Component component = plan(own(Optional.empty()), SparkSecurity.none("4.2.0"))
                .component(() -> daemon)
                .orElseThrow();

        assertThat(state.read("metastore/class-path").orElseThrow())
                .startsWith("-cp \"/home/metastore/derby.jar:")
                .contains("hive-metastore-2.3.10.jar")
                .doesNotContain("derby-10.14.2.0.jar");
        assertThat(component.process().get().command())
                .contains("@" + state.resolve("metastore/class-path"), "org.sparklaunch.metastore.MetastoreMain");
    }

    @Test
    void otherChoicesRunNoMetastoreHere() {
        MetastorePlan existing = plan(
                new MetastoreSpec.Existing("thrift://h:1", dir.resolve("data"), "hdfs://n/w"),
                SparkSecurity.own("4.2.0", state));

        assertThat(existing.component(() -> daemon)).isEmpty();
        assertThat(existing.tables().settings())
                .containsEntry("spark.hadoop.hive.metastore.uris", "thrift://h:1")
                .doesNotContainKey("spark.hadoop.hive.metastore.sasl.enabled");
        MetastorePlan none = plan(new MetastoreSpec.None(), SparkSecurity.none("4.2.0"));
        assertThat(none.component(() -> daemon)).isEmpty();
        assertThat(none.tables()).isEqualTo(TableSettings.NONE);
        assertThat(plan(null, SparkSecurity.none("4.2.0")).tables()).isEqualTo(TableSettings.OPERATORS);
    }
}
