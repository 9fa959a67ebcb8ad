package org.sparklaunch.launcher.cluster;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.sparklaunch.commands.CommandException;
import org.sparklaunch.commands.ExitCode;
import org.sparklaunch.discovery.Registration;
import org.sparklaunch.discovery.ServiceInstance;
import org.sparklaunch.discovery.ServiceType;
import org.sparklaunch.launcher.process.ChildProcess;
import org.sparklaunch.launcher.process.LogTail;
import org.sparklaunch.launcher.process.ProcessSpec;
import org.sparklaunch.launcher.process.ProcessStarter;
import org.sparklaunch.launcher.state.ComponentStatus;

/**
 * A component with its process. It is announced only between its first readiness and the end of its process. Used by one thread
 * at a time.
 */
final class RunningComponent implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(50);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(10);
    /** The Livy server may need half a minute to end all sessions and batches, after which it ends in any case. */
    private static final Duration LIVY_STOP_LIMIT = Duration.ofSeconds(45);

    private final Component component;
    private final ProcessStarter starter;
    private final Announcer announcer;
    private ProcessSpec spec;
    private ChildProcess process;
    private @Nullable Registration registration;
    private int restarts;

    private RunningComponent(Component component, ProcessStarter starter, Announcer announcer) {
        this.component = component;
        this.starter = starter;
        this.announcer = announcer;
        this.spec = component.process().get();
        this.process = starter.start(spec);
    }

    /** Starts the process; it is not ready yet. */
    static RunningComponent start(Component component, ProcessStarter starter, Announcer announcer) {
        return new RunningComponent(component, starter, announcer);
    }

    /**
     * Waits until the component is ready, then announces it.
     *
     * @throws CommandException when it ends instead or is not ready in time, with the end of its log
     */
    void awaitReady(Deadline deadline) throws InterruptedException {
        while (!announceWhenReady()) {
            if (hasEnded()) {
                throw new CommandException(ExitCode.FAILED, describeEnd());
            }
            if (deadline.isOver()) {
                throw notReady(deadline.limit());
            }
            Thread.sleep(POLL.toMillis());
        }
    }

    /** Returns the error of a process that does not become ready. */
    CommandException notReady(Duration limit) {
        return new CommandException(
                ExitCode.NOT_FOUND,
                component.name() + " was not ready within " + limit.toSeconds()
                        + " s; raise --wait-timeout, or see the cause: " + LogTail.of(spec.log()));
    }

    /**
     * Announces the component if it is ready. Returns whether it is announced.
     *
     * @throws org.sparklaunch.discovery.DiscoveryException when it is ready but cannot be announced
     */
    boolean announceWhenReady() {
        if (registration == null && component.ready().getAsBoolean()) {
            registration = announcer.announce(component.dependence().refresh().apply(component.instance()));
        }
        return registration != null;
    }

    /** Announces the component again when its announcement has changed. */
    void refresh() {
        Registration announced = registration;
        if (announced != null) {
            announced.restore();
            ServiceInstance now = component.dependence().refresh().apply(announced.instance());
            if (!now.equals(announced.instance())) {
                announced.update(now);
            }
        }
    }

    boolean hasEnded() {
        return process.exitCode().isPresent();
    }

    /** Returns whether a restart can succeed now; may block for seconds. */
    boolean mayStart() {
        return component.dependence().mayStart().getAsBoolean();
    }

    /** Returns whether a restarted component may wait for other launches without a limit. */
    boolean isPatient() {
        return component.dependence().patient();
    }

    /** Returns a line about a process that ended by itself. */
    String describeEnd() {
        return component.name() + " ended with status " + process.exitCode().orElse(-1) + "; " + LogTail.of(spec.log());
    }

    void withdraw() {
        Registration announced = registration;
        registration = null;
        if (announced != null) {
            announced.close();
        }
    }

    /** Starts an ended process again. It is announced again once it is ready. */
    void restart() {
        restarts++;
        spec = component.process().get();
        process = starter.start(spec);
    }

    String name() {
        return component.name();
    }

    /** Returns what is announced, or will be. */
    ServiceInstance instance() {
        Registration announced = registration;
        return announced == null ? component.instance() : announced.instance();
    }

    ComponentStatus status() {
        String notYet = restarts == 0 ? "starting" : "restarting";
        return new ComponentStatus(
                component.name(),
                component.instance().type().wireName(),
                registration == null ? notYet : "up",
                component.instance().address(),
                process.pid(),
                restarts);
    }

    @Override
    public void close() {
        withdraw();
        process.stop(component.instance().type() == ServiceType.LIVY ? LIVY_STOP_LIMIT : STOP_LIMIT);
    }
}
