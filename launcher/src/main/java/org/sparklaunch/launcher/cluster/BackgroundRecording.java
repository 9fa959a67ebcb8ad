package org.sparklaunch.launcher.cluster;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.sparklaunch.commands.CommandException;
import org.sparklaunch.commands.ExitCode;
import org.sparklaunch.launcher.process.ChildProcess;
import org.sparklaunch.launcher.process.ProcessSpec;
import org.sparklaunch.launcher.process.ProcessStarter;
import org.sparklaunch.launcher.state.StateFolder;
import org.sparklaunch.platform.quantity.MemorySize;

/**
 * Records class data beside a running cluster, by {@code spark-launch prepare} at the lowest priority: once per launch, some
 * time after it is ready, and only while the machine has free memory. A failure here only leaves later starts slower. The
 * supervising thread calls {@link #tend} at every poll.
 */
public final class BackgroundRecording implements AutoCloseable {
    /** A launch that ends sooner, such as one of a test, is not worth a recording. */
    static final Duration AFTER_READY = Duration.ofSeconds(30);

    /** The pause before the next attempt, while another launch records or memory is short. */
    static final Duration PAUSE = Duration.ofSeconds(60);

    /** What a recording needs, plus a quarter. */
    static final MemorySize NEED = new MemorySize(4096);

    /** A running recording ends when less than this is free. */
    static final MemorySize LEAST = new MemorySize(768);

    private static final Duration STOP_LIMIT = Duration.ofSeconds(15);
    private static final Duration CHECK = Duration.ofSeconds(5);
    private static final String FILE = "class-data";
    private static final String FOLDER = "recording";

    private final StateFolder state;
    private final ProcessStarter starter;
    private final ProgressListener progress;
    private final Plan plan;
    private final LongSupplier nanoTime;
    private Phase phase;

    /**
     * A recording that may be started.
     *
     * @param command returns the command that records with its own files in the given folder
     * @param wanted false when class data is recorded already, or recording is switched off
     * @param status what {@code status} shows of it
     * @param isRecorded whether the class data exists by now
     * @param available the memory that no process uses now
     */
    public record Plan(
            Function<Path, List<String>> command,
            boolean wanted,
            String status,
            BooleanSupplier isRecorded,
            Supplier<MemorySize> available) {}

    /** The state of the recording. */
    private sealed interface Phase {
        /** It starts when the pause is over and nothing prevents it. */
        record Waiting(Deadline until) implements Phase {}

        /** Its process runs. */
        record Running(ChildProcess child, Deadline nextCheck) implements Phase {}

        /** This launch records nothing more. */
        record Done() implements Phase {}
    }

    /** Schedules a recording after {@link #AFTER_READY}. It must be closed before the cluster. */
    public BackgroundRecording(StateFolder state, ProcessStarter starter, ProgressListener progress, Plan plan) {
        this(state, starter, progress, plan, System::nanoTime);
    }

    BackgroundRecording(
            StateFolder state, ProcessStarter starter, ProgressListener progress, Plan plan, LongSupplier nanoTime) {
        this.state = state;
        this.starter = starter;
        this.progress = progress;
        this.plan = plan;
        this.nanoTime = nanoTime;
        this.phase = plan.wanted ? new Phase.Waiting(new Deadline(nanoTime, AFTER_READY)) : new Phase.Done();
        publish(plan.status);
    }

    /** Returns what {@code status} shows of the recording of a launch; empty when there is nothing. */
    public static String status(StateFolder state) {
        return state.read(FILE).orElse("").strip();
    }

    /** Starts, watches or ends the recording, as is due. Never waits, and never throws because class data is missing. */
    public void tend() {
        try {
            advance();
        } catch (CommandException e) {
            progress.report("class data is not recorded: " + e.getMessage());
            phase = new Phase.Done();
        }
    }

    private void advance() {
        if (phase instanceof Phase.Waiting waiting && waiting.until.isOver()) {
            startIfPossible();
        } else if (phase instanceof Phase.Running running) {
            OptionalInt exit = running.child.exitCode();
            if (exit.isPresent()) {
                finish(exit.getAsInt());
            } else if (running.nextCheck.isOver()) {
                checkMemory(running);
            }
        }
    }

    private void startIfPossible() {
        if (plan.isRecorded.getAsBoolean()) {
            complete("recorded");
        } else if (plan.available.get().compareTo(NEED) < 0) {
            pause("not recorded yet: waiting for " + NEED + " of free memory");
        } else {
            start();
        }
    }

    private void start() {
        state.clear(FOLDER); // The previous recorder may have been killed.
        List<String> command = plan.command.apply(state.folder(FOLDER));
        ChildProcess child = starter.start(new ProcessSpec(command, Map.of(), state.log("class-data")));
        phase = new Phase.Running(child, new Deadline(nanoTime, CHECK));
        publish("being recorded");
        progress.report("recording class data in the background, once for this Spark and Java; later starts are faster"
                + " (--class-data off prevents it)");
    }

    private void checkMemory(Phase.Running running) {
        if (plan.available.get().compareTo(LEAST) < 0) {
            running.child.stopTree(STOP_LIMIT);
            pause("not recorded: too little free memory");
        } else {
            phase = new Phase.Running(running.child, new Deadline(nanoTime, CHECK));
        }
    }

    private void finish(int exit) {
        if (exit == ExitCode.NOT_FOUND.code()) {
            pause("not recorded yet: another launch records it");
        } else if (exit == ExitCode.DONE.code()) {
            complete("recorded");
        } else {
            complete("not recorded: spark-launch prepare ended with " + exit + ", see " + state.log("class-data"));
        }
    }

    private void pause(String status) {
        phase = new Phase.Waiting(new Deadline(nanoTime, PAUSE));
        publish(status);
    }

    private void complete(String status) {
        phase = new Phase.Done();
        publish(status);
        progress.report("class data " + status);
    }

    private void publish(String status) {
        state.write(FILE, status + "\n");
    }

    /** Ends a running recording. Idempotent. */
    @Override
    public void close() {
        if (phase instanceof Phase.Running running) {
            running.child.stopTree(STOP_LIMIT);
        }
        phase = new Phase.Done();
        state.delete(FILE);
    }
}
