package org.sparklaunch.launcher.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparklaunch.commands.CommandException;
import org.sparklaunch.discovery.DiscoveryException;
import org.sparklaunch.discovery.DiscoveryPath;
import org.sparklaunch.discovery.ServiceInstance;
import org.sparklaunch.discovery.ServiceType;
import org.sparklaunch.discovery.testing.InMemoryDiscovery;
import org.sparklaunch.launcher.process.ProcessSpec;

class ComponentSupervisorTest {
    private static final DiscoveryPath PATH = DiscoveryPath.DEFAULT;
    private static final ServiceInstance INSTANCE = new ServiceInstance(ServiceType.WORKER, "1", "host:1");
    private static final Duration LONG = Duration.ofMinutes(1);

    @TempDir
    private Path dir;

    private final FakeProcesses processes = new FakeProcesses();
    private final InMemoryDiscovery discovery = new InMemoryDiscovery();
    private final List<String> progress = new ArrayList<>();
    private final AtomicLong nanos = new AtomicLong();
    private final AtomicBoolean ready = new AtomicBoolean(true);
    private final AtomicBoolean mayStart = new AtomicBoolean(true);
    private final AtomicBoolean zookeeper = new AtomicBoolean(true);
    private UnaryOperator<ServiceInstance> refresh = UnaryOperator.identity();

    private ComponentSupervisor supervise(boolean patient) throws InterruptedException {
        ProcessSpec spec = new ProcessSpec(List.of("worker"), Map.of(), dir.resolve("worker.log"));
        Component.Dependence dependence =
                new Component.Dependence(mayStart::get, patient, shown -> refresh.apply(shown));
        RunningComponent component = RunningComponent.start(
                new Component("worker", () -> spec, ready::get, INSTANCE, dependence), processes, instance -> {
                    if (!zookeeper.get()) {
                        throw new DiscoveryException("away");
                    }
                    return discovery.register(PATH, instance);
                });
        component.awaitReady(new Deadline(nanos::get, LONG));
        return new ComponentSupervisor(component, progress::add, nanos::get);
    }

    private void after(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    private void crash() {
        processes.started.get(processes.started.size() - 1).crash(1);
    }

    @Test
    void endedComponentIsAnnouncedAgainOnceItIsReady() throws Exception {
        ComponentSupervisor supervisor = supervise(false);
        crash();

        supervisor.tend();
        assertThat(discovery.find(PATH).isEmpty()).isTrue();
        after(LONG);
        supervisor.tend();
        supervisor.tend();

        assertThat(discovery.find(PATH).instances()).containsExactly(INSTANCE);
        assertThat(progress).last().isEqualTo("worker is ready again");
    }

    @Test
    void componentRestartsOnlyWhenItMay() throws Exception {
        ComponentSupervisor supervisor = supervise(false);
        mayStart.set(false);
        crash();
        supervisor.tend();
        after(LONG);

        supervisor.tend();
        assertThat(processes.started).hasSize(1);
        mayStart.set(true);
        supervisor.tend();

        assertThat(processes.started).hasSize(2);
    }

    @Test
    void componentThatIsNotReadyAgainInTimeEndsTheLaunch() throws Exception {
        ComponentSupervisor supervisor = supervise(false);
        ready.set(false);
        crash();
        supervisor.tend();
        after(LONG);
        supervisor.tend();
        after(LONG);

        assertThatThrownBy(supervisor::tend)
                .isInstanceOf(CommandException.class)
                .hasMessageContaining("worker");
    }

    @Test
    void componentThatCrashesTooOftenEndsTheLaunchWithTheEndOfItsLog() throws Exception {
        ComponentSupervisor supervisor = supervise(false);
        Files.writeString(dir.resolve("worker.log"), "out of luck\n");
        for (int i = 0; i < RestartPolicy.MOST; i++) {
            crash();
            supervisor.tend();
            after(Duration.ofSeconds(10));
            supervisor.tend();
        }
        crash();

        assertThatThrownBy(supervisor::tend)
                .isInstanceOf(CommandException.class)
                .hasMessageContaining("gave up after 5 restarts within 120 s: worker ended with status 1")
                .hasMessageContaining("out of luck");
        assertThat(progress).contains("restarting worker in 500 ms", "restarting worker in 8000 ms");
    }

    @Test
    void pauseOfOneComponentDoesNotDelayAnother() throws Exception {
        ComponentSupervisor one = supervise(false);
        ComponentSupervisor other = supervise(false);
        processes.started.forEach(process -> process.crash(1));
        one.tend();
        other.tend();
        after(Duration.ofSeconds(1));

        one.tend();
        other.tend();

        assertThat(processes.started).hasSize(4);
    }

    @Test
    void componentThatNeedsOtherLaunchesWaitsForThem() throws Exception {
        ComponentSupervisor supervisor = supervise(true);
        ready.set(false);
        crash();
        supervisor.tend();
        after(LONG);
        supervisor.tend();
        after(LONG.multipliedBy(100));
        supervisor.tend();

        ready.set(true);
        supervisor.tend();

        assertThat(discovery.find(PATH).instances()).containsExactly(INSTANCE);
    }

    @Test
    void restartWithoutZooKeeperIsAnnouncedLater() throws Exception {
        ComponentSupervisor supervisor = supervise(false);
        zookeeper.set(false);
        crash();
        supervisor.tend();
        after(LONG);
        supervisor.tend();
        supervisor.tend();
        after(LONG.multipliedBy(2));
        supervisor.tend();
        assertThat(progress).last().asString().contains("announced when ZooKeeper is back");

        zookeeper.set(true);
        supervisor.tend();

        assertThat(discovery.find(PATH).instances()).containsExactly(INSTANCE);
    }

    @Test
    void changedInstanceIsAnnouncedAgain() throws Exception {
        ComponentSupervisor supervisor = supervise(false);
        refresh = shown -> shown.with(ServiceInstance.STATUS, ServiceInstance.LEADING);
        after(Duration.ofSeconds(1));

        supervisor.tend();

        assertThat(discovery.find(PATH).instances())
                .containsExactly(INSTANCE.with(ServiceInstance.STATUS, ServiceInstance.LEADING));
    }
}
