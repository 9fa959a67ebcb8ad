package org.sparklaunch.launcher.cluster;

import java.time.Duration;
import java.util.List;
import org.sparklaunch.discovery.ClusterClaim;
import org.sparklaunch.discovery.ServiceInstance;
import org.sparklaunch.discovery.cli.CommandException;
import org.sparklaunch.discovery.cli.ExitCode;
import org.sparklaunch.launcher.process.LogRotation;
import org.sparklaunch.launcher.state.StatusFile;

/** A cluster, or this machine's part of one, whose every component serves. Belongs to the thread that launched it. */
public final class RunningCluster implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(200);

    private final List<RunningComponent> components;
    private final List<Attendant> attendants;
    private final ClusterClaim claim;
    private final String zookeeper;
    private final Unwinding unwinding;
    private final StatusFile status;
    private final LogRotation rotation;

    RunningCluster(
            List<RunningComponent> components,
            ClusterClaim claim,
            String zookeeper,
            Unwinding unwinding,
            Progress progress,
            Records records) {
        this.components = List.copyOf(components);
        this.attendants = components.stream()
                .map(component -> new Attendant(component, progress, System::nanoTime))
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
            for (Attendant attendant : attendants) {
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
