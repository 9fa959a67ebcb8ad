package org.sparklaunch.launcher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparklaunch.launcher.classdata.ClassData;
import org.sparklaunch.launcher.cluster.BackgroundRecording;
import org.sparklaunch.launcher.cluster.Installation;
import org.sparklaunch.launcher.cluster.LaunchSecrets;
import org.sparklaunch.launcher.cluster.LaunchSettings;
import org.sparklaunch.launcher.spark.SparkHome;
import org.sparklaunch.launcher.state.StateFolder;

class RecordingRequestTest {
    @TempDir
    private Path dir;

    private SparkHome spark;
    private ClassData classData;
    private Path jdk;

    @BeforeEach
    void install() throws Exception {
        Files.createDirectories(dir.resolve("spark/jars"));
        Files.createFile(dir.resolve("spark/jars/spark-core_2.13-4.2.0.jar"));
        spark = SparkHome.open(dir.resolve("spark"));
        classData = new ClassData(dir.resolve("class-data/key"), false);
        jdk = Files.createDirectories(dir.resolve("jdk/bin"));
        Files.createFile(jdk.resolve("jcmd")).toFile().setExecutable(true);
    }

    private BackgroundRecording.Plan plan(Optional<Path> home, Path bin, boolean auto) {
        LaunchSettings settings = new LaunchSettings(
                new Installation(home, "classes", bin.resolve("java")),
                spark,
                classData,
                StateFolder.open(dir.resolve("state")),
                Optional.empty(),
                false,
                Duration.ofSeconds(60),
                dir.resolve("state/spark/local"),
                LaunchSecrets.NONE);
        return new RecordingRequest(settings).plan(auto);
    }

    @Test
    void absentClassDataIsRecordedAtTheLowestPriority() {
        BackgroundRecording.Plan plan = plan(Optional.of(dir), jdk, true);

        assertThat(plan.wanted()).isTrue();
        assertThat(plan.status()).isEqualTo("not recorded yet: starts soon");
        assertThat(plan.command().apply(Path.of("/tmp/x")))
                .startsWith(
                        "nice",
                        "-n",
                        "19",
                        "ionice",
                        "-c",
                        "3",
                        jdk.resolve("java").toString())
                .contains("-Djava.io.tmpdir=/tmp/x")
                .endsWith("--spark-home", spark.root().toString(), "prepare", "--exit-with-parent");
    }

    @Test
    void recordedClassDataIsNotRecordedAgain() throws Exception {
        Files.createDirectories(classData.folder());

        assertThat(plan(Optional.of(dir), jdk, true))
                .matches(plan -> !plan.wanted() && plan.status().equals("recorded"))
                .matches(plan -> plan.isRecorded().getAsBoolean());
    }

    @Test
    void reasonAgainstARecordingIsShown() {
        assertThat(plan(Optional.of(dir), jdk, false).status()).isEqualTo("not recorded: switched off (--class-data)");
        assertThat(plan(Optional.of(dir), dir.resolve("jre/bin"), true).status())
                .isEqualTo("not recorded: no jcmd beside " + dir.resolve("jre/bin/java"));
        assertThat(plan(Optional.empty(), jdk, true).status()).isEqualTo("not recorded: a development run");
        assertThat(List.of(plan(Optional.empty(), jdk, true), plan(Optional.of(dir), jdk, false)))
                .noneMatch(BackgroundRecording.Plan::wanted);
    }
}
