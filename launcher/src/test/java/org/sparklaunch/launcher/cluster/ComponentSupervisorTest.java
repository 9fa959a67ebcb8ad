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

    private ComponentSupervisor attend(boolean patient) throws InterruptedException {
        ProcessSpec spec = new ProcessSpec(List.of("worker"), Map.of(), dir.resolve("worker.log"));
        Component.Circumstances circumstances =
                new Component.Circumstances(mayStart::get, patient, shown -> refresh.apply(shown));
        RunningComponent component = RunningComponent.start(
                new Component("worker", () -> spec, ready::get, INSTANCE, circumstances), processes, instance -> {
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
    void oneThatEndedIsNotFoundUntilItServesAgain() throws Exception {
        ComponentSupervisor attendant = attend(false);
        crash();

        attendant.tend();
        assertThat(discovery.find(PATH).isEmpty()).isTrue();
        after(LONG);
        attendant.tend();
        attendant.tend();

        assertThat(discovery.find(PATH).instances()).containsExactly(INSTANCE);
        assertThat(progress).last().isEqualTo("worker serves again");
    }

    @Test
    void itStartsOnlyWhenTheTimeHasComeForIt() throws Exception {
        ComponentSupervisor attendant = attend(false);
        mayStart.set(false);
        crash();
        attendant.tend();
        after(LONG);

        attendant.tend();
        assertThat(processes.started).hasSize(1);
        mayStart.set(true);
        attendant.tend();

        assertThat(processes.started).hasSize(2);
    }

    @Test
    void oneThatDoesNotGetReadyAgainEndsTheLaunch() throws Exception {
        ComponentSupervisor attendant = attend(false);
        ready.set(false);
        crash();
        attendant.tend();
        after(LONG);
        attendant.tend();
        after(LONG);

        assertThatThrownBy(attendant::tend).isInstanceOf(CommandException.class).hasMessageContaining("worker");
    }

    @Test
    void oneThatCannotStayUpEndsTheLaunchWithTheLastLinesOfItsLog() throws Exception {
        ComponentSupervisor attendant = attend(false);
        Files.writeString(dir.resolve("worker.log"), "out of luck\n");
        for (int i = 0; i < RestartPolicy.MOST; i++) {
            crash();
            attendant.tend();
            after(Duration.ofSeconds(10));
            attendant.tend();
        }
        crash();

        assertThatThrownBy(attendant::tend)
                .isInstanceOf(CommandException.class)
                .hasMessageContaining("Gave up after 5 restarts within 120 s: worker ended with status 1")
                .hasMessageContaining("out of luck");
        assertThat(progress).contains("restarting worker in 500 ms", "restarting worker in 8000 ms");
    }

    @Test
    void whatRestsHoldsNobodyElseUp() throws Exception {
        ComponentSupervisor one = attend(false);
        ComponentSupervisor other = attend(false);
        processes.started.forEach(process -> process.crash(1));
        one.tend();
        other.tend();
        after(Duration.ofSeconds(1));

        one.tend();
        other.tend();

        assertThat(processes.started).hasSize(4);
    }

    @Test
    void oneThatNeedsOtherLaunchesWaitsForThem() throws Exception {
        ComponentSupervisor attendant = attend(true);
        ready.set(false);
        crash();
        attendant.tend();
        after(LONG);
        attendant.tend();
        after(LONG.multipliedBy(100));
        attendant.tend();

        ready.set(true);
        attendant.tend();

        assertThat(discovery.find(PATH).instances()).containsExactly(INSTANCE);
    }

    @Test
    void aRestartWhileZooKeeperIsAwayIsAnnouncedLater() throws Exception {
        ComponentSupervisor attendant = attend(false);
        zookeeper.set(false);
        crash();
        attendant.tend();
        after(LONG);
        attendant.tend();
        attendant.tend();
        after(LONG.multipliedBy(2));
        attendant.tend();
        assertThat(progress).last().asString().contains("announced when ZooKeeper is back");

        zookeeper.set(true);
        attendant.tend();

        assertThat(discovery.find(PATH).instances()).containsExactly(INSTANCE);
    }

    @Test
    void whatChangedIsAnnouncedAnew() throws Exception {
        ComponentSupervisor attendant = attend(false);
        refresh = shown -> shown.with(ServiceInstance.STATUS, ServiceInstance.LEADING);
        after(Duration.ofSeconds(1));

        attendant.tend();

        assertThat(discovery.find(PATH).instances())
                .containsExactly(INSTANCE.with(ServiceInstance.STATUS, ServiceInstance.LEADING));
    }
}
