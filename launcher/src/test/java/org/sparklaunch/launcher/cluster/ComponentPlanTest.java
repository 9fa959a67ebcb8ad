package org.sparklaunch.launcher.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparklaunch.discovery.DiscoveryPath;
import org.sparklaunch.discovery.ServiceInstance;
import org.sparklaunch.discovery.ServiceType;
import org.sparklaunch.launcher.classdata.ClassData;
import org.sparklaunch.launcher.classdata.Jvm;
import org.sparklaunch.launcher.config.ClusterSpec;
import org.sparklaunch.launcher.config.HistorySpec;
import org.sparklaunch.launcher.config.Role;
import org.sparklaunch.launcher.config.WorkerSpec;
import org.sparklaunch.launcher.spark.MasterRecovery;
import org.sparklaunch.launcher.spark.SparkDaemons;
import org.sparklaunch.launcher.spark.SparkHome;
import org.sparklaunch.launcher.state.StateFolder;
import org.sparklaunch.platform.quantity.MemorySize;

class ComponentPlanTest {
    private static final MasterAddresses MASTERS =
            new MasterAddresses.Own("spark://127.0.0.1:7077", "http://127.0.0.1:1", List.of());

    @TempDir
    private Path dir;

    private SparkDaemons daemons;

    @BeforeEach
    void install() throws Exception {
        Files.createDirectories(dir.resolve("spark/jars"));
        Files.createFile(dir.resolve("spark/jars/spark-core_2.13-4.2.0.jar"));
        daemons = new SparkDaemons(
                SparkHome.open(dir.resolve("spark")),
                new Jvm(Path.of("/jdk/bin/java"), new ClassData(dir.resolve("none"), false)),
                StateFolder.open(dir.resolve("state")),
                "127.0.0.1",
                Map.of());
    }

    private static ClusterSpec spec(Role role, boolean onWorkers, OptionalInt masterPort, OptionalInt workerPort) {
        return new ClusterSpec(
                DiscoveryPath.DEFAULT,
                role,
                onWorkers,
                "127.0.0.1",
                masterPort,
                new WorkerSpec(2, 1, new MemorySize(512), workerPort),
                Optional.empty(),
                Optional.empty(),
                Optional.of(new HistorySpec(OptionalInt.empty(), Duration.ofDays(7))),
                Optional.empty(),
                Map.of());
    }

    private static ComponentPlan plan(Role role) {
        return new ComponentPlan(
                spec(role, false, OptionalInt.empty(), OptionalInt.empty()), "4.2.0", Optional.empty());
    }

    private static int freePort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Test
    void roleDecidesWhichComponentsRun() {
        assertThat(plan(Role.ALL).master()).isPresent();
        assertThat(plan(Role.WORKER).master()).isEmpty();
        assertThat(plan(Role.WORKER).workers(daemons, MASTERS)).hasSize(2);
        assertThat(plan(Role.MASTER).workers(daemons, MASTERS)).isEmpty();
    }

    @Test
    void masterIsAnnouncedWithItsPageAndItsVersion() throws Exception {
        int port = freePort();
        MasterPlan master = new ComponentPlan(
                        spec(Role.ALL, false, OptionalInt.of(port), OptionalInt.empty()), "4.2.0", Optional.empty())
                .master()
                .orElseThrow();

        ServiceInstance instance =
                master.alone(daemons, MasterRecovery.inFolder(dir)).instance();

        assertThat(instance.address()).isEqualTo("spark://127.0.0.1:" + port);
        assertThat(instance.attributes())
                .containsEntry(ServiceInstance.VERSION, "4.2.0")
                .containsKey(ServiceInstance.WEB_UI)
                .doesNotContainKey(ServiceInstance.REST);
        assertThat(master.asMasters().rests()).isEmpty();
    }

    @Test
    void masterForDriversOnWorkersHasASubmissionServer() {
        MasterPlan master = new ComponentPlan(
                        spec(Role.ALL, true, OptionalInt.empty(), OptionalInt.empty()), "4.2.0", Optional.empty())
                .master()
                .orElseThrow();
        String rest = master.alone(daemons, MasterRecovery.inFolder(dir))
                .instance()
                .attributes()
                .get(ServiceInstance.REST);

        assertThat(master.asMasters().rests()).singleElement().isEqualTo(rest.replace("http://", ""));
        assertThat(master.asMasters().setting()).isEqualTo(master.asMasters().url());
    }

    @Test
    void workersTakePortsInARow() throws Exception {
        int port = freePort();
        List<Component> workers = new ComponentPlan(
                        spec(Role.ALL, false, OptionalInt.empty(), OptionalInt.of(port)), "4.2.0", Optional.empty())
                .workers(daemons, MASTERS);

        assertThat(workers).extracting(Component::name).containsExactly("worker-1", "worker-2");
        assertThat(workers.get(0).instance().address()).isEqualTo("127.0.0.1:" + port);
        assertThat(workers.get(1).instance().address()).isEqualTo("127.0.0.1:" + (port + 1));
        assertThat(workers).allMatch(worker -> worker.instance().type() == ServiceType.WORKER);
    }

    @Test
    void workersOfOtherMastersWaitForThem() {
        assertThat(plan(Role.WORKER).workers(daemons, MASTERS))
                .allMatch(worker -> worker.dependence().patient());
        assertThat(plan(Role.ALL).workers(daemons, MASTERS))
                .noneMatch(worker -> worker.dependence().patient());
    }

    @Test
    void workerIsNotReadyWhileNoMasterAnswers() {
        assertThat(plan(Role.ALL).workers(daemons, MASTERS))
                .noneMatch(worker -> worker.ready().getAsBoolean());
    }

    @Test
    void historyServerIsAnnouncedUnderItsAddress() {
        Component history = plan(Role.ALL).history(daemons).orElseThrow();

        assertThat(history.instance().address()).matches("http://127\\.0\\.0\\.1:\\d+");
        assertThat(history.process().get().command()).endsWith("org.apache.spark.deploy.history.HistoryServer");
        assertThat(history.ready().getAsBoolean()).isFalse();
    }

    @Test
    void absentComponentsAreNotPlanned() {
        assertThat(plan(Role.ALL).livy(null, MASTERS)).isEmpty();
        assertThat(plan(Role.ALL).queryTracker(null, "zk:1")).isEmpty();
    }
}
