package org.sparklaunch.launcher.cluster;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.sparklaunch.commands.CommandException;
import org.sparklaunch.commands.ExitCode;
import org.sparklaunch.discovery.DiscoveryException;

/**
 * Keeps one component running. The supervisor calls {@link #tend} every moment; nothing here waits, but for ZooKeeper when
 * that is away. Used by one thread.
 */
final class ComponentSupervisor {
    private static final Duration RESTART_LIMIT = Duration.ofSeconds(60);
    private static final Duration REFRESH = Duration.ofSeconds(1);

    private final RunningComponent component;
    private final ProgressListener progress;
    private final LongSupplier nanoTime;
    private final RestartPolicy policy;
    private State state;

    /** What the component is doing. */
    private sealed interface State {
        /** It serves; what is announced of it is looked at again when the pause is over. */
        record Serving(Deadline untilRefresh) implements State {}

        /** It ended, and starts again after a pause. */
        record Pausing(Deadline pause) implements State {}

        /** Its process was started again and is not announced yet. */
        record Starting(Deadline limit, boolean unannounced) implements State {}
    }

    ComponentSupervisor(RunningComponent component, ProgressListener progress, LongSupplier nanoTime) {
        this.component = component;
        this.progress = progress;
        this.nanoTime = nanoTime;
        this.policy = new RestartPolicy(nanoTime);
        this.state = serving();
    }

    private State serving() {
        return new State.Serving(new Deadline(nanoTime, REFRESH));
    }

    /**
     * Does what is due; true when others would see a change.
     *
     * @throws CommandException when the component cannot stay up, with its last words
     */
    boolean tend() {
        State before = state;
        if (before instanceof State.Pausing pausing) {
            if (pausing.pause.isOver() && component.mayStart()) {
                component.restart();
                state = new State.Starting(new Deadline(nanoTime, RESTART_LIMIT), false);
            }
        } else if (component.hasEnded()) {
            state = ended();
        } else if (before instanceof State.Starting starting) {
            state = starting(starting);
        } else if (before instanceof State.Serving serving && serving.untilRefresh.isOver()) {
            component.refresh();
            state = serving();
            return false;
        }
        return state != before;
    }

    private State ended() {
        component.withdraw();
        String end = component.describeEnd();
        Optional<Duration> pause = policy.afterCrash();
        if (pause.isEmpty()) {
            throw new CommandException(
                    ExitCode.FAILED,
                    "Gave up after " + RestartPolicy.MOST + " restarts within " + RestartPolicy.WINDOW.toSeconds()
                            + " s: " + end);
        }
        progress.say(end);
        progress.say("restarting " + component.name() + " in " + pause.get().toMillis() + " ms");
        return new State.Pausing(new Deadline(nanoTime, pause.get()));
    }

    private State starting(State.Starting now) {
        try {
            if (component.announceWhenReady()) {
                progress.say(component.name() + " serves again");
                return serving();
            }
        } catch (DiscoveryException e) {
            if (!now.unannounced) {
                progress.say(component.name() + " serves again, and is announced when ZooKeeper is back");
            }
            return new State.Starting(now.limit, true);
        }
        if (now.limit.isOver() && !component.isPatient() && !now.unannounced) {
            throw component.notReady(now.limit.limit());
        }
        return now;
    }
}
