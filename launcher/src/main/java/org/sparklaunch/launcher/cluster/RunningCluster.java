package org.sparklaunch.launcher.cluster;

import java.time.Duration;
import java.util.List;
import org.sparklaunch.commands.CommandException;
import org.sparklaunch.commands.ExitCode;
import org.sparklaunch.discovery.ClusterMembership;
import org.sparklaunch.discovery.ServiceInstance;
import org.sparklaunch.launcher.process.LogRotation;
import org.sparklaunch.launcher.state.StatusFile;

/** A cluster, or this machine's part of one, whose every component serves. Belongs to the thread that launched it. */
public final class RunningCluster implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(200);

    private final List<RunningComponent> components;
    private final List<ComponentSupervisor> attendants;
    private final ClusterMembership claim;
    private final String zookeeper;
    private final CloseStack unwinding;
    private final StatusFile status;
    private final LogRotation rotation;

    RunningCluster(
            List<RunningComponent> components,
            ClusterMembership claim,
            String zookeeper,
            CloseStack unwinding,
            ProgressListener progress,
            StateFiles records) {
        this.components = List.copyOf(components);
        this.attendants = components.stream()
                .map(component -> new ComponentSupervisor(component, progress, System::nanoTime))
                .toList();
        this.claim = claim;
        this.zookeeper = zookeeper;
        this.unwinding = unwinding;
        this.status = records.status();
        this.rotation = records.logs();
        tellStatus();
    }

    /** What is announced. */
    public List<ServiceInstance> instances() {
        return components.stream().map(RunningComponent::instance).toList();
    }

    /** The servers it is announced in. */
    public String zookeeper() {
        return zookeeper;
    }

    /**
     * Keeps the parts running until the thread is interrupted.
     *
     * @param beside done every moment too; it must not wait
     * @throws CommandException when a part crashes too often, with its last words, or another launch took its place
     */
    public void supervise(Runnable beside) throws InterruptedException {
        while (true) {
            rotation.check();
            for (ComponentSupervisor attendant : attendants) {
                if (attendant.tend()) {
                    tellStatus();
                }
            }
            beside.run();
            if (!claim.isHeld()) {
                throw new CommandException(
                        ExitCode.FAILED, "Another launch took the discovery path while ZooKeeper had lost this one");
            }
            Thread.sleep(POLL.toMillis());
        }
    }

    private void tellStatus() {
        status.write(components.stream().map(RunningComponent::status).toList());
    }

    /** Ends every part in reverse order of its start. Idempotent. */
    @Override
    public void close() {
        unwinding.close();
    }
}
