package org.sparklaunch.launcher.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparklaunch.launcher.classdata.ClassData;
import org.sparklaunch.launcher.classdata.Jvm;
import org.sparklaunch.launcher.config.HistorySpec;
import org.sparklaunch.launcher.config.WorkerSpec;
import org.sparklaunch.launcher.process.ProcessSpec;
import org.sparklaunch.launcher.state.StateFolder;
import org.sparklaunch.platform.process.GuardedMain;
import org.sparklaunch.platform.quantity.MemorySize;

class SparkDaemonsTest {
    private static final WorkerSpec WORKERS = new WorkerSpec(1, 4, MemorySize.parse("2g"), OptionalInt.empty());

    @TempDir
    private Path dir;

    private SparkHome home;
    private StateFolder state;

    @BeforeEach
    void install() throws Exception {
        Files.createDirectories(dir.resolve("spark/jars"));
        Files.createFile(dir.resolve("spark/jars/spark-core_2.13-4.2.0.jar"));
        home = SparkHome.open(dir.resolve("spark"));
        state = StateFolder.open(dir.resolve("state"));
    }

    private SparkDaemons daemons(Map<String, String> conf) {
        Jvm jvm = new Jvm(Path.of("/jdk/bin/java"), new ClassData(dir.resolve("none"), false));
        return new SparkDaemons(home, jvm, state, "10.0.0.1", conf);
    }

    private ProcessSpec master(OptionalInt rest) {
        return daemons(Map.of()).master(new MasterPorts(7077, 8080, rest), MasterRecovery.inFolder(dir.resolve("r")));
    }

    @Test
    void everyDaemonRunsUnderTheGuard() {
        List<String> command = master(OptionalInt.empty()).command();

        assertThat(command).startsWith("/jdk/bin/java", "-Xmx512m");
        assertThat(command)
                .containsSubsequence(
                        "--add-opens=java.base/java.lang=ALL-UNNAMED",
                        "-cp",
                        GuardedMain.class.getName(),
                        "org.apache.spark.deploy.master.Master");
        assertThat(command.get(command.indexOf("-cp") + 1))
                .contains(dir.resolve("spark/jars") + "/*")
                .endsWith(dir.resolve("spark/conf").toString());
    }

    @Test
    void masterBindsItsPortsAndKeepsItsStateInTheFolder() {
        assertThat(master(OptionalInt.empty()).command())
                .contains("-Dspark.master.rest.enabled=false", "-Dspark.port.maxRetries=0", "-Dspark.worker.timeout=20")
                .contains("-Dspark.deploy.recoveryDirectory=" + dir.resolve("r"))
                .endsWith("--host", "10.0.0.1", "--port", "7077", "--webui-port", "8080");
        assertThat(master(OptionalInt.of(6066)).command())
                .contains("-Dspark.master.rest.enabled=true", "-Dspark.master.rest.port=6066");
    }

    @Test
    void workerGetsItsShareAndTheMasterLast() {
        ProcessSpec worker = daemons(Map.of()).worker(2, WORKERS, 7179, 8082, "spark://a:7077,b:7077");

        assertThat(worker.command())
                .containsSequence("--cores", "4", "--memory", "2048m", "--work-dir")
                .contains("-Dspark.worker.cleanup.enabled=true")
                .endsWith("spark://a:7077,b:7077");
        assertThat(worker.log()).isEqualTo(state.log("worker-2"));
    }

    @Test
    void daemonsBindTheHostAndKnowTheScalaVersion() {
        assertThat(master(OptionalInt.empty()).env())
                .containsEntry("SPARK_LOCAL_IP", "10.0.0.1")
                .containsEntry("SPARK_PUBLIC_DNS", "10.0.0.1")
                .containsEntry("SPARK_SCALA_VERSION", "2.13")
                .containsEntry("SPARK_HOME", home.root().toString());
    }

    @Test
    void settingsOfTheUserGoThroughAPrivateFileAndNotTheCommandLine() throws Exception {
        ProcessSpec worker = daemons(Map.of("spark.authenticate.secret", "canary\\x"))
                .worker(1, WORKERS, 7178, 8081, "spark://a:7077");
        Path file = state.resolve("spark/daemons.properties");

        assertThat(worker.command()).containsSequence("--properties-file", file.toString());
        assertThat(String.join(" ", worker.command())).doesNotContain("canary");
        assertThat(Files.readString(file)).isEqualTo("spark.authenticate.secret canary\\\\x\n");
        assertThat(Files.getPosixFilePermissions(file)).hasSize(2);
    }

    @Test
    void settingOfTheUserReplacesTheDefaultOfTheProduct() {
        SparkDaemons daemons = daemons(Map.of("spark.worker.timeout", "99", "spark.worker.cleanup.enabled", "false"));

        assertThat(String.join(" ", daemons.worker(1, WORKERS, 7178, 8081, "m").command()))
                .doesNotContain("spark.worker.timeout", "spark.worker.cleanup");
    }

    @Test
    void historyServerReadsTheEventLogs() {
        ProcessSpec history =
                daemons(Map.of()).historyServer(new HistorySpec(OptionalInt.empty(), Duration.ofHours(36)), 18080);

        assertThat(history.command())
                .contains("-Dspark.history.ui.port=18080", "-Dspark.history.fs.cleaner.maxAge=36h")
                .endsWith("org.apache.spark.deploy.history.HistoryServer");
    }

    @Test
    void mastersOfSeveralMachinesElectTheirLeaderInZooKeeper() {
        assertThat(MasterRecovery.inZooKeeper("zk:2181", "/spark-launch/x/recovery")
                        .options())
                .containsEntry("spark.deploy.recoveryMode", "ZOOKEEPER")
                .containsEntry("spark.deploy.zookeeper.url", "zk:2181")
                .containsEntry("spark.deploy.zookeeper.dir", "/spark-launch/x/recovery");
    }
}
