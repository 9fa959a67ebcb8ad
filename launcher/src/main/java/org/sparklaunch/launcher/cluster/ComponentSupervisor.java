package org.sparklaunch.launcher.cluster;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.sparklaunch.commands.CommandException;
import org.sparklaunch.commands.ExitCode;
import org.sparklaunch.discovery.DiscoveryException;

/**
 * Keeps one component running. The supervising thread calls {@link #tend} at every poll. Nothing here waits, except for a
 * ZooKeeper that does not answer. Used by one thread.
 */
final class ComponentSupervisor {
    private static final Duration RESTART_LIMIT = Duration.ofSeconds(60);
    private static final Duration REFRESH = Duration.ofSeconds(1);

    private final RunningComponent component;
    private final ProgressListener progress;
    private final LongSupplier nanoTime;
    private final RestartPolicy policy;
    private State state;

    /** The state of the component. */
    private sealed interface State {
        /** It is ready; its announcement is refreshed at intervals. */
        record Ready(Deadline untilRefresh) implements State {}

        /** It ended and is started again after a pause. */
        record Pausing(Deadline pause) implements State {}

        /** Its process was started again; it is not announced yet. */
        record Starting(Deadline limit, boolean unannounced) implements State {}
    }

    ComponentSupervisor(RunningComponent component, ProgressListener progress, LongSupplier nanoTime) {
        this.component = component;
        this.progress = progress;
        this.nanoTime = nanoTime;
        this.policy = new RestartPolicy(nanoTime);
        this.state = ready();
    }

    private State ready() {
        return new State.Ready(new Deadline(nanoTime, REFRESH));
    }

    /**
     * Restarts or announces the component, as is due. Returns whether its state changed.
     *
     * @throws CommandException when the component ends too often, with the end of its log
     */
    boolean tend() {
        State before = state;
        if (before instanceof State.Pausing pausing) {
            if (pausing.pause.isOver() && component.mayStart()) {
                component.restart();
                state = new State.Starting(new Deadline(nanoTime, RESTART_LIMIT), false);
            }
        } else if (component.hasEnded()) {
            state = handleEnd();
        } else if (before instanceof State.Starting starting) {
            state = announceIfReady(starting);
        } else if (before instanceof State.Ready ready && ready.untilRefresh.isOver()) {
            component.refresh();
            state = ready();
            return false;
        }
        return state != before;
    }

    private State handleEnd() {
        component.withdraw();
        String end = component.describeEnd();
        Optional<Duration> pause = policy.afterCrash();
        if (pause.isEmpty()) {
            throw new CommandException(
                    ExitCode.FAILED,
                    "gave up after " + RestartPolicy.MOST + " restarts within " + RestartPolicy.WINDOW.toSeconds()
                            + " s: " + end);
        }
        progress.report(end);
        progress.report("restarting " + component.name() + " in " + pause.get().toMillis() + " ms");
        return new State.Pausing(new Deadline(nanoTime, pause.get()));
    }

    private State announceIfReady(State.Starting now) {
        try {
            if (component.announceWhenReady()) {
                progress.report(component.name() + " is ready again");
                return ready();
            }
        } catch (DiscoveryException e) {
            if (!now.unannounced) {
                progress.report(component.name() + " is ready again; it is announced when ZooKeeper is back");
            }
            return new State.Starting(now.limit, true);
        }
        if (now.limit.isOver() && !component.isPatient() && !now.unannounced) {
            throw component.notReady(now.limit.limit());
        }
        return now;
    }
}
