package org.sparklaunch.launcher.cluster;

import java.time.Duration;
import java.util.List;
import org.sparklaunch.commands.CommandException;
import org.sparklaunch.commands.ExitCode;
import org.sparklaunch.discovery.ClusterMembership;
import org.sparklaunch.discovery.ServiceInstance;
import org.sparklaunch.launcher.process.LogRotation;
import org.sparklaunch.launcher.state.StatusFile;

/** A cluster, or this machine's components of one, that is ready. Used by the thread that launched it. */
public final class RunningCluster implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration RESTORE = Duration.ofSeconds(1);

    private final List<RunningComponent> components;
    private final List<ComponentSupervisor> supervisors;
    private final ClusterMembership membership;
    private final String zookeeper;
    private final CloseStack closing;
    private final StatusFile status;
    private final LogRotation rotation;
    private Deadline untilRestore = new Deadline(System::nanoTime, RESTORE);

    RunningCluster(
            List<RunningComponent> components,
            ClusterMembership membership,
            String zookeeper,
            CloseStack closing,
            ProgressListener progress,
            StateFiles files) {
        this.components = List.copyOf(components);
        this.supervisors = components.stream()
                .map(component -> new ComponentSupervisor(component, progress, System::nanoTime))
                .toList();
        this.membership = membership;
        this.zookeeper = zookeeper;
        this.closing = closing;
        this.status = files.status();
        this.rotation = files.logs();
        writeStatus();
    }

    /** Returns the announced instances. */
    public List<ServiceInstance> instances() {
        return components.stream().map(RunningComponent::instance).toList();
    }

    /** Returns the ZooKeeper servers of the announcements. */
    public String zookeeper() {
        return zookeeper;
    }

    /**
     * Keeps the components running until the thread is interrupted.
     *
     * @param beside also run at every poll; it must not wait
     * @throws CommandException when a component crashes too often, with the end of its log, or another launch took the path
     */
    public void supervise(Runnable beside) throws InterruptedException {
        while (true) {
            rotation.check();
            for (ComponentSupervisor supervisor : supervisors) {
                if (supervisor.tend()) {
                    writeStatus();
                }
            }
            beside.run();
            restoreMembership();
            if (!membership.isHeld()) {
                throw new CommandException(
                        ExitCode.FAILED,
                        "another launch took the discovery path while ZooKeeper had no session of this one");
            }
            Thread.sleep(POLL.toMillis());
        }
    }

    private void restoreMembership() {
        if (untilRestore.isOver()) {
            membership.restore();
            untilRestore = new Deadline(System::nanoTime, RESTORE);
        }
    }

    private void writeStatus() {
        status.write(components.stream().map(RunningComponent::status).toList());
    }

    /** Ends all components in the reverse order of their dependence. Idempotent. */
    @Override
    public void close() {
        closing.close();
    }
}
