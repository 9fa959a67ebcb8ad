package org.sparklaunch.launcher.classdata;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassDataTest {
    @TempDir
    private Path folder;

    @Test
    void noArchiveMeansNoOptions() {
        assertThat(new ClassData(folder.resolve("none"), false).options(JvmRole.MASTER))
                .isEmpty();
    }

    @Test
    void archiveOfTheRoleIsUsed() throws IOException {
        Files.writeString(folder.resolve("master.jsa"), "");

        assertThat(new ClassData(folder, false).options(JvmRole.MASTER))
                .containsExactly("-Xlog:cds=off", "-XX:SharedArchiveFile=" + folder.resolve("master.jsa"));
    }

    @Test
    void archiveOfAnotherRoleIsNotUsed() throws IOException {
        Files.writeString(folder.resolve("master.jsa"), "");

        assertThat(new ClassData(folder, false).options(JvmRole.WORKER)).isEmpty();
    }

    @Test
    void recordingDoesNotUseTheOldArchive() throws IOException {
        Files.writeString(folder.resolve("master.jsa"), "");

        assertThat(new ClassData(folder, false).toRecord().options(JvmRole.MASTER))
                .containsExactly("-XX:+RecordDynamicDumpInfo");
    }

    @Test
    void driverIsRecognizedByItsMainClass() {
        String commandLine = "java -cp x org.apache.spark.deploy.SparkSubmit --class"
                + " org.sparklaunch.livy.driver.SessionDriver spark-internal";

        assertThat(JvmRole.DRIVER.runs(commandLine)).isTrue();
    }
}
