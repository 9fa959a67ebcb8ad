package org.sparklaunch.launcher.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import org.sparklaunch.commands.CommandException;
import org.sparklaunch.discovery.ClusterSnapshot;
import org.sparklaunch.discovery.Discovery;
import org.sparklaunch.discovery.DiscoveryPath;
import org.sparklaunch.discovery.ServiceType;
import org.sparklaunch.discovery.ZooKeeperDiscovery;
import org.sparklaunch.launcher.classdata.ClassData;
import org.sparklaunch.launcher.config.ClusterSpec;
import org.sparklaunch.launcher.config.HistorySpec;
import org.sparklaunch.launcher.config.Role;
import org.sparklaunch.launcher.config.WorkerSpec;
import org.sparklaunch.launcher.process.OsProcess;
import org.sparklaunch.launcher.spark.SparkHome;
import org.sparklaunch.launcher.state.StateFolder;
import org.sparklaunch.platform.quantity.MemorySize;

/** Spark's own master and worker under our supervision. */
@EnabledIfEnvironmentVariable(named = "SPARK_HOME", matches = ".+")
class ClusterLauncherIT {
    @TempDir
    private Path dir;

    private final List<String> progress = new CopyOnWriteArrayList<>();

    private static final ClusterSpec SPEC = new ClusterSpec(
            DiscoveryPath.DEFAULT,
            Role.ALL,
            false,
            "127.0.0.1",
            OptionalInt.empty(),
            new WorkerSpec(1, 1, new MemorySize(512), OptionalInt.empty()),
            Optional.empty(),
            Optional.empty(),
            Optional.of(new HistorySpec(OptionalInt.empty(), Duration.ofDays(7))),
            Optional.empty(),
            Map.of());

    private ClusterLauncher launcher() {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        LaunchSettings settings = new LaunchSettings(
                new Installation(Optional.empty(), System.getProperty("java.class.path"), java),
                SparkHome.open(Path.of(System.getenv("SPARK_HOME"))),
                new ClassData(dir.resolve("class-data"), false),
                StateFolder.open(dir.resolve("state")),
                Optional.empty(),
                false,
                Duration.ofSeconds(60),
                dir.resolve("state/spark/local"),
                LaunchSecrets.NONE);
        return new ClusterLauncher(settings, OsProcess::start, progress::add);
    }

    @Test
    void launchedClusterIsAnnouncedAndLeavesNoProcess() throws Exception {
        List<Long> children;
        try (RunningCluster cluster = launcher().launch(SPEC);
                Discovery discovery = ZooKeeperDiscovery.connect(cluster.zookeeper(), Duration.ofSeconds(5))) {
            ClusterSnapshot found = discovery.find(DiscoveryPath.DEFAULT);
            children =
                    ProcessHandle.current().children().map(ProcessHandle::pid).toList();

            assertThat(found.find(ServiceType.MASTER)).isPresent();
            assertThat(found.all(ServiceType.WORKER)).hasSize(1);
            assertThat(found.find(ServiceType.HISTORY_SERVER)).isPresent();
            assertThat(found.version()).isNotNull();
        }
        assertThat(children)
                .hasSize(3)
                .allSatisfy(pid -> assertThat(ProcessHandle.of(pid)).isEmpty());
    }

    @Test
    void secondLaunchIsRefusedWithTheAddressOfTheFirst() throws Exception {
        try (RunningCluster cluster = launcher().launch(SPEC)) {
            String pid = String.valueOf(ProcessHandle.current().pid());

            assertThatThrownBy(() -> launcher().launch(SPEC))
                    .isInstanceOf(CommandException.class)
                    .hasMessageContaining(pid)
                    .hasMessageContaining("--abort-existing");
            assertThat(cluster.instances()).hasSize(3);
        }
    }
}
