package org.sparklaunch.launcher.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparklaunch.commands.CommandException;

class SparkHomeTest {
    @TempDir
    private Path dir;

    private Path spark(String name, String jar) throws Exception {
        Files.createDirectories(dir.resolve(name).resolve("jars"));
        Files.createFile(dir.resolve(name).resolve("jars").resolve(jar));
        return dir.resolve(name);
    }

    @Test
    void versionsAreReadFromTheNameOfTheJar() throws Exception {
        SparkHome home = SparkHome.open(spark("s", "spark-core_2.12-3.5.7.jar"));

        assertThat(home.version()).isEqualTo("3.5.7");
        assertThat(home.scala()).isEqualTo("2.12");
    }

    @Test
    void newestInstallationOfTheCacheIsTheDefault() throws Exception {
        spark("spark-4.0.0", "spark-core_2.13-4.0.0.jar");
        spark("spark-4.2.0", "spark-core_2.13-4.2.0.jar");

        assertThat(SparkHome.find(Optional.empty(), dir).version()).isEqualTo("4.2.0");
    }

    @Test
    void missingSparkIsReportedWithTheSearchedFolder() {
        assertThatThrownBy(() -> SparkHome.find(Optional.empty(), dir.resolve("cache")))
                .isInstanceOf(CommandException.class)
                .hasMessageContaining(dir.resolve("cache").toString())
                .hasMessageContaining("--spark-home");
    }

    @Test
    void folderWithoutJarsIsRefused() {
        assertThatThrownBy(() -> SparkHome.open(dir)).hasMessageContaining("no folder jars");
    }

    @Test
    void unsupportedVersionIsRefused() throws Exception {
        Path old = spark("s", "spark-core_2.12-2.4.8.jar");

        assertThatThrownBy(() -> SparkHome.open(old)).hasMessageContaining("2.4.8");
    }

    @Test
    void oldJavaIsRefused() throws Exception {
        SparkHome home = SparkHome.open(spark("s", "spark-core_2.13-4.2.0.jar"));

        assertThatThrownBy(() -> home.checkJava(Runtime.Version.parse("11.0.2")))
                .hasMessageContaining("Java 11 is too old for Spark 4.2.0");
    }

    @Test
    void javaThatIsTooNewForSpark35IsRefused() throws Exception {
        SparkHome home = SparkHome.open(spark("s", "spark-core_2.12-3.5.9.jar"));

        assertThatThrownBy(() -> home.checkJava(Runtime.Version.parse("25.0.1")))
                .hasMessageContaining("Java 25 is too new for Spark 3.5.9: run with Java 17 to 22");
    }

    @Test
    void spark4AcceptsNewVersionsOfJava() throws Exception {
        SparkHome home = SparkHome.open(spark("s", "spark-core_2.13-4.2.0.jar"));

        assertThatCode(() -> home.checkJava(Runtime.Version.parse("25.0.1"))).doesNotThrowAnyException();
    }
}
