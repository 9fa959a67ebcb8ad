package org.sparklaunch.launcher.cluster;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.sparklaunch.discovery.Registration;
import org.sparklaunch.discovery.ServiceInstance;
import org.sparklaunch.discovery.cli.CommandException;
import org.sparklaunch.discovery.cli.ExitCode;
import org.sparklaunch.launcher.process.ChildProcess;
import org.sparklaunch.launcher.process.LogTail;
import org.sparklaunch.launcher.process.ProcessStarter;
import org.sparklaunch.launcher.state.ComponentStatus;

/**
 * A component with its process and its announcement, which stands only between the passed probe and the process's end.
 * Used by one thread at a time.
 */
final class RunningComponent implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(50);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(10);

    private final Component component;
    private final ProcessStarter starter;
    private final Announcer announcer;
    private ChildProcess process;
    private @Nullable Registration registration;
    private int restarts;

    private RunningComponent(Component component, ProcessStarter starter, Announcer announcer, ChildProcess process) {
        this.component = component;
        this.starter = starter;
        this.announcer = announcer;
        this.process = process;
    }

    /** Starts the process; it is not ready yet. */
    static RunningComponent start(Component component, ProcessStarter starter, Announcer announcer) {
        return new RunningComponent(component, starter, announcer, starter.start(component.process()));
    }

    /**
     * Waits until the component serves, then announces it.
     *
     * @throws CommandException when it ends instead or is not ready in time, with its last words
     */
    void awaitReady(Deadline deadline) throws InterruptedException {
        while (!component.ready().getAsBoolean()) {
            if (hasEnded()) {
                throw new CommandException(ExitCode.FAILED, describeEnd());
            }
            if (deadline.isOver()) {
                throw new CommandException(
                        ExitCode.NOT_FOUND,
                        component.name() + " was not ready within "
                                + deadline.limit().toSeconds()
                                + " s; give --wait-timeout more, or see its log. "
                                + LogTail.of(component.process().log()));
            }
            Thread.sleep(POLL.toMillis());
        }
        registration = announcer.announce(component.instance());
    }

    boolean hasEnded() {
        return process.exitCode().isPresent();
    }

    /** What is to be said of a process that ended by itself. */
    String describeEnd() {
        return component.name() + " ended with status " + process.exitCode().orElse(-1) + ". "
                + LogTail.of(component.process().log());
    }

    void withdraw() {
        Registration announced = registration;
        registration = null;
        if (announced != null) {
            announced.close();
        }
    }

    /** Starts an ended process anew; {@link #awaitReady} announces it again. */
    void restart() {
        restarts++;
        process = starter.start(component.process());
    }

    String name() {
        return component.name();
    }

    ServiceInstance instance() {
        return component.instance();
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
        process.stop(STOP_LIMIT);
    }
}
