package org.sparklaunch.launcher.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparklaunch.commands.CommandException;
import org.sparklaunch.discovery.DiscoveryPath;
import org.sparklaunch.discovery.MembershipSpec;
import org.sparklaunch.discovery.ServiceInstance;
import org.sparklaunch.discovery.ServiceType;
import org.sparklaunch.discovery.testing.InMemoryDiscovery;
import org.sparklaunch.launcher.process.ProcessSpec;
import org.sparklaunch.launcher.state.ComponentStatus;
import org.sparklaunch.launcher.state.StateFolder;
import org.sparklaunch.launcher.state.StatusFile;

class RunningClusterTest {
    private static final DiscoveryPath PATH = DiscoveryPath.DEFAULT;

    @TempDir
    private Path dir;

    private final FakeProcesses processes = new FakeProcesses();
    private final InMemoryDiscovery discovery = new InMemoryDiscovery();
    private final List<String> progress = new CopyOnWriteArrayList<>();
    private final Components components = new Components();

    private static Deadline deadline(Duration limit) {
        return new Deadline(System::nanoTime, limit);
    }

    private RunningComponent start(ServiceType type, BooleanSupplier ready) {
        String name = type.wireName();
        ProcessSpec spec = new ProcessSpec(List.of(name), Map.of(), dir.resolve(name + ".log"));
        ServiceInstance instance = new ServiceInstance(type, "1", "host:1");
        RunningComponent component = RunningComponent.start(
                new Component(name, spec, ready, instance), processes, i -> discovery.register(PATH, i));
        components.add(component);
        return component;
    }

    private RunningCluster cluster() {
        CloseStack closing = new CloseStack();
        closing.add(components);
        return new RunningCluster(
                components.components(),
                discovery.join(PATH, new MembershipSpec("test", Set.of(), Set.of())),
                "zk:1",
                closing,
                progress::add,
                StateFiles.in(state()));
    }

    private StatusFile status() {
        return new StatusFile(state());
    }

    private StateFolder state() {
        return StateFolder.open(dir.resolve("state"));
    }

    @Test
    void componentIsAnnouncedOnceItIsReady() throws Exception {
        RunningComponent livy = start(ServiceType.LIVY, () -> true);
        assertThat(discovery.find(PATH).isEmpty()).isTrue();

        livy.awaitReady(deadline(Duration.ofSeconds(5)));

        assertThat(discovery.find(PATH).find(ServiceType.LIVY)).contains(livy.instance());
    }

    @Test
    void componentThatEndsInsteadIsReportedWithTheEndOfItsLog() throws Exception {
        Files.writeString(dir.resolve("livy.log"), "the reason\n");
        RunningComponent livy = start(ServiceType.LIVY, () -> false);
        processes.started.get(0).crash(9);

        assertThatThrownBy(() -> livy.awaitReady(deadline(Duration.ofSeconds(5))))
                .isInstanceOf(CommandException.class)
                .hasMessageContaining("livy ended with status 9")
                .hasMessageContaining("the reason");
    }

    @Test
    void componentThatIsNotReadyInTimeIsReported() {
        RunningComponent livy = start(ServiceType.LIVY, () -> false);

        assertThatThrownBy(() -> livy.awaitReady(deadline(Duration.ZERO)))
                .isInstanceOf(CommandException.class)
                .hasMessageContaining("--wait-timeout");
    }

    @Test
    void componentsEndInReverseOrderOfTheirDependence() {
        start(ServiceType.MASTER, () -> true);
        start(ServiceType.LIVY, () -> true);
        start(ServiceType.WORKER, () -> true);

        components.close();

        assertThat(processes.journal).endsWith("stop livy", "stop worker", "stop master");
    }

    @Test
    void closingTwiceStopsEachProcessOnce() {
        start(ServiceType.MASTER, () -> true);
        RunningCluster cluster = cluster();
        cluster.close();

        cluster.close();

        assertThat(processes.journal).containsExactly("start master", "stop master");
    }

    @Test
    void crashedComponentIsRestarted() throws Exception {
        start(ServiceType.LIVY, () -> true).awaitReady(deadline(Duration.ofSeconds(5)));
        RunningCluster cluster = cluster();
        Thread supervisor = new Thread(() -> superviseUntilInterrupted(cluster), "test-supervisor");
        supervisor.start();

        processes.started.get(0).crash(137);

        await().untilAsserted(() -> assertThat(progress).contains("livy is ready again"));
        assertThat(discovery.find(PATH).find(ServiceType.LIVY)).isPresent();
        assertThat(status().read()).containsExactly(new ComponentStatus("livy", "livy", "up", "host:1", 1, 1));
        supervisor.interrupt();
        supervisor.join(5000);
    }

    private static void superviseUntilInterrupted(RunningCluster cluster) {
        try {
            cluster.supervise(() -> {});
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
