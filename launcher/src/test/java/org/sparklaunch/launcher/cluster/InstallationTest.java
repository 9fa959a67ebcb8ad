package org.sparklaunch.launcher.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparklaunch.commands.CommandException;
import org.sparklaunch.launcher.spark.SparkHome;

class InstallationTest {
    @TempDir
    private Path dir;

    private Path home;
    private SparkHome spark;

    @BeforeEach
    void install() throws Exception {
        home = Files.createDirectories(dir.resolve("home"));
        Files.createDirectories(home.resolve("driver"));
        Files.createDirectories(dir.resolve("spark/jars"));
        Files.createFile(dir.resolve("spark/jars/spark-core_2.13-4.2.0.jar"));
        spark = SparkHome.open(dir.resolve("spark"));
    }

    private Installation installation(Optional<Path> root) {
        return new Installation(root, "own/classes", Path.of("java"));
    }

    @Test
    void serversUseTheArchiveOrTheClassPathOfADevelopmentRun() {
        assertThat(installation(Optional.of(home)).serverClassPath()).isEqualTo(home.resolve("lib") + "/*");
        assertThat(installation(Optional.empty()).serverClassPath()).isEqualTo("own/classes");
    }

    @Test
    void driverJarsAreThoseOfTheFolderInOrder() throws Exception {
        Files.createFile(home.resolve("driver/b.jar"));
        Files.createFile(home.resolve("driver/a.jar"));
        Files.createFile(home.resolve("driver/notes.txt"));

        assertThat(installation(Optional.of(home)).driverJars())
                .containsExactly(home.resolve("driver/a.jar"), home.resolve("driver/b.jar"));
    }

    @Test
    void metastoreUsesTheTrackersDriverForPostgres() throws Exception {
        Files.createDirectories(home.resolve("lib"));
        Files.createDirectories(home.resolve("metastore"));
        Files.createFile(home.resolve("metastore/metastore.jar"));
        Files.createFile(home.resolve("lib/postgresql-42.7.13.jar"));
        Files.createFile(home.resolve("lib/flyway-database-postgresql-13.12.0.jar"));

        assertThat(installation(Optional.of(home)).metastoreJars())
                .containsExactly(home.resolve("metastore/metastore.jar"), home.resolve("lib/postgresql-42.7.13.jar"));
    }

    @Test
    void missingDriverJarsAreReportedWithWhatToDo() throws Exception {
        assertThatThrownBy(() -> installation(Optional.empty()).driverJars())
                .isInstanceOf(CommandException.class)
                .hasMessageContaining("sparklaunch.home is not set; start with bin/spark-launch");
        Files.delete(home.resolve("driver"));
        assertThatThrownBy(() -> installation(Optional.of(home)).driverJars())
                .hasMessageContaining("cannot list the jars of session drivers in " + home.resolve("driver"));
    }

    @Test
    void newBuildHasItsOwnClassData() throws Exception {
        Path before = installation(Optional.of(home)).classData(spark, dir).folder();
        Files.createFile(home.resolve("driver/new.jar"));

        assertThat(before.getParent()).isEqualTo(dir.resolve("class-data"));
        assertThat(installation(Optional.of(home)).classData(spark, dir).folder())
                .isNotEqualTo(before);
    }
}
