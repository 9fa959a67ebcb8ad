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
import org.sparklaunch.launcher.config.MemorySize;
import org.sparklaunch.launcher.process.ChildProcess;
import org.sparklaunch.launcher.process.ProcessSpec;
import org.sparklaunch.launcher.process.ProcessStarter;
import org.sparklaunch.launcher.state.StateFolder;

/**
 * Has class data recorded beside a running cluster, by {@code spark-launch prepare} at the lowest priority: once per launch,
 * some time after it is ready, and only while the machine has memory to spare. What goes wrong here costs nobody anything but
 * the speed of later starts. The supervising thread calls {@link #tend} every moment.
 */
public final class BackgroundRecording implements AutoCloseable {
    /** A launch that ends sooner, such as one of a test or of a demonstration, is not worth a recording. */
    static final Duration AFTER_READY = Duration.ofSeconds(30);

    /** Until another look at what is in the way: another launch that records, or memory that is short. */
    static final Duration PAUSE = Duration.ofSeconds(60);

    /** What a recording takes, with a quarter to spare. */
    static final MemorySize NEED = new MemorySize(4096);

    /** Below this, users come first. */
    static final MemorySize LEAST = new MemorySize(768);

    private static final Duration STOP_LIMIT = Duration.ofSeconds(15);
    private static final Duration LOOK = Duration.ofSeconds(5);
    private static final String FILE = "class-data";
    private static final String FOLDER = "recording";

    private final StateFolder state;
    private final ProcessStarter starter;
    private final ProgressListener progress;
    private final Order order;
    private final LongSupplier nanoTime;
    private Phase phase;

    /**
     * What to do, and how to tell whether it may be done.
     *
     * @param command that records, keeping its own files in the given folder
     * @param wanted false when there is nothing to record: it is there already, or switched off
     * @param words what to tell of it in that case
     * @param isRecorded whether the class data is there by now
     * @param available memory that nobody uses now
     */
    public record Order(
            Function<Path, List<String>> command,
            boolean wanted,
            String words,
            BooleanSupplier isRecorded,
            Supplier<MemorySize> available) {}

    /** Where the recording is. */
    private sealed interface Phase {
        /** There is something in the way, at first only time. */
        record Waiting(Deadline until) implements Phase {}

        /** It runs. */
        record Running(ChildProcess child, Deadline nextLook) implements Phase {}

        /** Nothing more to do in this launch. */
        record Over() implements Phase {}
    }

    /** A recording that is due {@link #AFTER_READY}; to be closed before the cluster is. */
    public BackgroundRecording(StateFolder state, ProcessStarter starter, ProgressListener progress, Order order) {
        this(state, starter, progress, order, System::nanoTime);
    }

    BackgroundRecording(
            StateFolder state, ProcessStarter starter, ProgressListener progress, Order order, LongSupplier nanoTime) {
        this.state = state;
        this.starter = starter;
        this.progress = progress;
        this.order = order;
        this.nanoTime = nanoTime;
        this.phase = order.wanted ? new Phase.Waiting(new Deadline(nanoTime, AFTER_READY)) : new Phase.Over();
        tell(order.words);
    }

    /** What {@code status} shows of the recording of a launch; empty when the launch says nothing. */
    public static String words(StateFolder state) {
        return state.read(FILE).orElse("").strip();
    }

    /** Does what is due; never waits and never throws for want of class data. */
    public void tend() {
        try {
            advance();
        } catch (CommandException e) {
            progress.say("class data is not recorded: " + e.getMessage());
            phase = new Phase.Over();
        }
    }

    private void advance() {
        if (phase instanceof Phase.Waiting waiting && waiting.until.isOver()) {
            begin();
        } else if (phase instanceof Phase.Running running) {
            OptionalInt exit = running.child.exitCode();
            if (exit.isPresent()) {
                ended(exit.getAsInt());
            } else if (running.nextLook.isOver()) {
                look(running);
            }
        }
    }

    private void begin() {
        if (order.isRecorded.getAsBoolean()) {
            over("recorded");
        } else if (order.available.get().compareTo(NEED) < 0) {
            waitAgain("not recorded: waiting for " + NEED + " of free memory");
        } else {
            start();
        }
    }

    private void start() {
        state.clear(FOLDER); // Of a recorder that was killed.
        List<String> command = order.command.apply(state.folder(FOLDER));
        ChildProcess child = starter.start(new ProcessSpec(command, Map.of(), state.log("class-data")));
        phase = new Phase.Running(child, new Deadline(nanoTime, LOOK));
        tell("being recorded");
        progress.say("recording class data in the background, once for this Spark and Java; later starts are faster"
                + " (--class-data off: never)");
    }

    private void look(Phase.Running running) {
        if (order.available.get().compareTo(LEAST) < 0) {
            running.child.stopTree(STOP_LIMIT);
            waitAgain("not recorded: memory became short");
        } else {
            phase = new Phase.Running(running.child, new Deadline(nanoTime, LOOK));
        }
    }

    private void ended(int exit) {
        if (exit == ExitCode.NOT_FOUND.code()) {
            waitAgain("not recorded: another launch is at it");
        } else if (exit == ExitCode.DONE.code()) {
            over("recorded");
        } else {
            over("not recorded: spark-launch prepare ended with " + exit + ", see " + state.log("class-data"));
        }
    }

    private void waitAgain(String words) {
        phase = new Phase.Waiting(new Deadline(nanoTime, PAUSE));
        tell(words);
    }

    private void over(String words) {
        phase = new Phase.Over();
        tell(words);
        progress.say("class data " + words);
    }

    private void tell(String words) {
        state.write(FILE, words + "\n");
    }

    /** Ends a recording that runs. Idempotent. */
    @Override
    public void close() {
        if (phase instanceof Phase.Running running) {
            running.child.stopTree(STOP_LIMIT);
        }
        phase = new Phase.Over();
        state.delete(FILE);
    }
}
