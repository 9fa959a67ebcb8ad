package org.sparklaunch.launcher.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparklaunch.commands.CommandException;
import org.sparklaunch.discovery.ClusterMembership;
import org.sparklaunch.discovery.DiscoveryPath;
import org.sparklaunch.discovery.MembershipSpec;
import org.sparklaunch.discovery.ServiceInstance;
import org.sparklaunch.discovery.ServiceType;
import org.sparklaunch.discovery.testing.InMemoryDiscovery;
import org.sparklaunch.launcher.config.ClusterSpec;
import org.sparklaunch.launcher.config.Role;
import org.sparklaunch.launcher.config.WorkerSpec;
import org.sparklaunch.launcher.state.DataFolder;
import org.sparklaunch.launcher.state.LaunchIdentity;
import org.sparklaunch.launcher.state.StateFolder;
import org.sparklaunch.platform.quantity.MemorySize;

class LaunchLockTest {
    private static final DiscoveryPath PATH = DiscoveryPath.DEFAULT;
    private static final ClusterSpec SPEC = new ClusterSpec(
            PATH,
            Role.ALL,
            false,
            "127.0.0.1",
            OptionalInt.empty(),
            new WorkerSpec(1, 1, new MemorySize(512), OptionalInt.empty()),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Map.of());

    @TempDir
    private Path dir;

    private final List<String> progress = new CopyOnWriteArrayList<>();
    private final InMemoryDiscovery discovery = new InMemoryDiscovery();
    private StateFolder other;
    private StateFolder mine;
    private Process process;

    @BeforeEach
    void open() throws IOException {
        other = StateFolder.open(dir.resolve("state"));
        mine = StateFolder.open(dir.resolve("state"));
        process = new ProcessBuilder("sleep", "1000").start();
    }

    @AfterEach
    void close() {
        process.destroyForcibly();
        other.close();
        mine.close();
    }

    private LaunchIdentity identity(String host) {
        long started = process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
        return new LaunchIdentity(
                process.pid(), started, host, dir.resolve("state").toString(), PATH.value(), "zk:1");
    }

    private LaunchIdentity local() throws IOException {
        return identity(InetAddress.getLocalHost().getHostName());
    }

    private LaunchLock lock(boolean abortExisting) {
        return new LaunchLock(abortExisting, progress::add);
    }

    private static MembershipSpec wholeCluster(String holder) {
        return new MembershipSpec(holder, Set.of(ServiceType.MASTER), Set.of(ServiceType.WORKER));
    }

    @Test
    void freeFolderIsLocked() throws Exception {
        lock(false).lock(mine);

        assertThat(other.tryLock()).isFalse();
    }

    @Test
    void folderInUseIsRefusedWithItsLaunchAndItsAddresses() throws Exception {
        other.tryLock();
        other.write(LaunchIdentity.FILE, local().toJson());
        other.write(StateFolder.READY_FILE, "READY master=spark://h:7077\n");

        assertThatThrownBy(() -> lock(false).lock(mine))
                .isInstanceOf(CommandException.class)
                .hasMessageContaining("process " + process.pid())
                .hasMessageContaining("(READY master=spark://h:7077)")
                .hasMessageContaining("--abort-existing to end it, or another --state-dir");
        assertThat(process.isAlive()).isTrue();
    }

    @Test
    void folderOfALaunchThatIsStartingCannotBeTakenOver() {
        other.tryLock();

        assertThatThrownBy(() -> lock(true).lock(mine)).hasMessageContaining("another spark-launch, which is starting");
    }

    @Test
    void abortingEndsTheLaunchOfTheFolder() throws Exception {
        other.tryLock();
        other.write(LaunchIdentity.FILE, local().toJson());
        CompletableFuture<Void> freed = process.onExit().thenRun(other::close);

        try {
            lock(true).lock(mine);
        } catch (CommandException e) {
            // The folder may be freed a moment after the process has ended.
            assertThat(e).hasMessageContaining("is still in use after");
        }

        freed.join();
        assertThat(process.waitFor()).isNotZero();
        assertThat(progress).first().asString().startsWith("ending spark-launch, process " + process.pid());
    }

    @Test
    void dataFolderInUseIsRefusedWithItsLaunch() throws Exception {
        DataFolder data = DataFolder.open(dir.resolve("data"));
        try (DataFolder others = DataFolder.open(dir.resolve("data"))) {
            others.tryLock(local());

            assertThatThrownBy(() -> lock(false).lock(data, local()))
                    .isInstanceOf(CommandException.class)
                    .hasMessageContaining("the tables in " + dir.resolve("data")
                            + " are in use by spark-launch, process " + process.pid())
                    .hasMessageContaining("another --data-dir, or --metastore none");
        }
        assertThat(process.isAlive()).isTrue();
        lock(false).lock(data, local());
        data.close();
    }

    @Test
    void abortingEndsTheLaunchOfTheDataFolder() throws Exception {
        DataFolder data = DataFolder.open(dir.resolve("data"));
        DataFolder others = DataFolder.open(dir.resolve("data"));
        others.tryLock(local());
        CompletableFuture<Void> freed = process.onExit().thenRun(others::close);

        try {
            lock(true).lock(data, local());
        } catch (CommandException e) {
            // The folder may be freed a moment after the process has ended.
            assertThat(e).hasMessageContaining("is still in use after");
        }

        freed.join();
        assertThat(process.waitFor()).isNotZero();
        data.close();
    }

    /** As with a home folder that machines share. */
    @Test
    void dataFolderInUseOnAnotherMachineIsRefusedWithItsLaunchAndNotTakenOver() throws Exception {
        try (DataFolder data = DataFolder.open(dir.resolve("data"));
                DataFolder others = DataFolder.open(dir.resolve("data"))) {
            others.tryLock(identity("elsewhere"));

            assertThatThrownBy(() -> lock(false).lock(data, local()))
                    .hasMessageContaining("are in use by spark-launch, process " + process.pid() + " on elsewhere");
            assertThatThrownBy(() -> lock(true).lock(data, local()))
                    .hasMessageContaining("--abort-existing cannot end spark-launch, process " + process.pid())
                    .hasMessageContaining("runs on another machine; run spark-launch stop there");
        }
        assertThat(process.isAlive()).isTrue();
    }

    @Test
    void freePathIsJoined() throws Exception {
        try (ClusterMembership membership = lock(false).join(discovery, SPEC, local())) {
            assertThat(membership.isHeld()).isTrue();
        }
    }

    @Test
    void pathInUseIsRefusedWithItsLaunchAndItsServices() throws Exception {
        discovery.join(PATH, wholeCluster(local().toJson()));
        discovery.register(PATH, new ServiceInstance(ServiceType.MASTER, "m", "spark://h:7077"));

        assertThatThrownBy(() -> lock(false).join(discovery, SPEC, local()))
                .isInstanceOf(CommandException.class)
                .hasMessageContaining(
                        "the discovery path /spark-launch/default is in use by spark-launch, process " + process.pid())
                .hasMessageContaining("with spark://h:7077, and a cluster has only one master")
                .hasMessageContaining("another --discovery-path");
    }

    @Test
    void launchOfAnotherMachineCannotBeAborted() throws Exception {
        discovery.join(PATH, wholeCluster(identity("elsewhere").toJson()));

        assertThatThrownBy(() -> lock(true).join(discovery, SPEC, local()))
                .hasMessageContaining("--abort-existing cannot end")
                .hasMessageContaining("runs on another machine; run spark-launch stop there");
        assertThat(process.isAlive()).isTrue();
    }

    @Test
    void launchOfAnotherVersionIsNamedAsSuch() {
        discovery.join(PATH, wholeCluster("no JSON"));

        assertThatThrownBy(() -> lock(false).join(discovery, SPEC, local()))
                .hasMessageContaining("a launch of another version");
    }

    @Test
    void abortingEndsTheLaunchOfThePathAndJoins() throws Exception {
        ClusterMembership theirs = discovery.join(PATH, wholeCluster(local().toJson()));
        CompletableFuture<Void> freed = process.onExit().thenRun(theirs::close);

        try (ClusterMembership membership = lock(true).join(discovery, SPEC, local())) {
            assertThat(membership.isHeld()).isTrue();
        }
        freed.join();
        assertThat(process.isAlive()).isFalse();
    }

    @Test
    void membershipOfAKilledLaunchIsWaitedFor() throws Exception {
        process.destroyForcibly().waitFor();
        ClusterMembership theirs = discovery.join(PATH, wholeCluster(local().toJson()));
        LaunchLock lock = new LaunchLock(false, line -> {
            progress.add(line);
            theirs.close(); // As when ZooKeeper ends the session.
        });

        try (ClusterMembership membership = lock.join(discovery, SPEC, local())) {
            assertThat(membership.isHeld()).isTrue();
        }
        assertThat(progress).containsExactly("waiting for ZooKeeper to end the session of a launch that was killed");
    }
}
