package org.sparklaunch.launcher.cluster;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.sparklaunch.discovery.ClusterClaim;
import org.sparklaunch.discovery.ServiceInstance;
import org.sparklaunch.discovery.cli.CommandException;
import org.sparklaunch.discovery.cli.ExitCode;
import org.sparklaunch.launcher.process.LogRotation;
import org.sparklaunch.launcher.state.StatusFile;

/** A cluster whose every part serves. Belongs to the thread that launched it. */
public final class RunningCluster implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration RESTART_LIMIT = Duration.ofSeconds(60);

    private final List<RunningComponent> components;
    private final Map<RunningComponent, RestartPolicy> policies;
    private final ClusterClaim claim;
    private final String zookeeper;
    private final Unwinding unwinding;
    private final Progress progress;
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
        this.policies = components.stream().collect(Collectors.toMap(c -> c, c -> new RestartPolicy(System::nanoTime)));
        this.claim = claim;
        this.zookeeper = zookeeper;
        this.unwinding = unwinding;
        this.progress = progress;
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
     * @throws CommandException when a part crashes too often, with its last words, or another launch took the path
     */
    public void supervise() throws InterruptedException {
        while (true) {
            rotation.check();
            for (RunningComponent component : components) {
                if (component.hasEnded()) {
                    revive(component);
                }
            }
            if (!claim.isHeld()) {
                throw new CommandException(
                        ExitCode.FAILED, "Another launch took the discovery path while ZooKeeper had lost this one");
            }
            Thread.sleep(POLL.toMillis());
        }
    }

    private void revive(RunningComponent component) throws InterruptedException {
        component.withdraw();
        tellStatus();
        String end = component.describeEnd();
        Optional<Duration> pause = Optional.ofNullable(policies.get(component)).flatMap(RestartPolicy::afterCrash);
        if (pause.isEmpty()) {
            throw new CommandException(
                    ExitCode.FAILED,
                    "Gave up after " + RestartPolicy.MOST + " restarts within " + RestartPolicy.WINDOW.toSeconds()
                            + " s: " + end);
        }
        progress.say(end);
        progress.say("restarting " + component.name() + " in " + pause.get().toMillis() + " ms");
        Thread.sleep(pause.get().toMillis());
        component.restart();
        tellStatus();
        try {
            component.awaitReady(new Deadline(System::nanoTime, RESTART_LIMIT));
            tellStatus();
            progress.say(component.name() + " serves again");
        } catch (CommandException e) {
            if (!component.hasEnded()) {
                throw e;
            }
            progress.say("the restarted " + component.name() + " ended at once"); // The loop counts it as a crash.
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
