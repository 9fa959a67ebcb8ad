package org.sparklaunch.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.sparklaunch.bench.growth.Growth;
import org.sparklaunch.bench.micro.Micro;
import org.sparklaunch.bench.report.Publication;
import org.sparklaunch.bench.scenario.Bench;
import org.sparklaunch.bench.scenario.Rounds;
import org.sparklaunch.bench.soak.Soak;
import org.sparklaunch.bench.soak.SoakPlan;
import org.sparklaunch.bench.soak.SoakResult;
import org.sparklaunch.commands.CommandRunner;
import org.sparklaunch.commands.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code bench}: measures the archive against bare Spark. */
@Command(
        name = "bench",
        description = "Measures the archive against bare Spark in one run and prints a table.",
        sortOptions = false)
public final class BenchMain implements Callable<Integer> {
    private static final Path PAGE = Path.of("docs/performance.md");

    @Option(names = "--archive", required = true, description = "The unpacked archive to measure.")
    private Path archive = Path.of(".");

    @Option(names = "--spark-home", required = true, description = "The Spark installation that both sides use.")
    private Path sparkHome = Path.of(".");

    @Option(
            names = "--results",
            defaultValue = "bench/results",
            description = "Folder for the results; default: ${DEFAULT-VALUE}.")
    private Path results = Path.of(".");

    @Option(names = "--quick", description = "Few rounds: whether all works, and where numbers are about.")
    private boolean quick;

    @Option(names = "--against", paramLabel = "URL", description = "Another Livy server to measure beside ours.")
    private @Nullable URI against;

    @Option(
            names = "--soak",
            paramLabel = "DURATION",
            description = "Let sessions come and go for so long (60m, 90s) and judge whether anything grows.",
            converter = DurationConverter.class)
    private @Nullable Duration soak;

    @Option(
            names = "--launch-option",
            paramLabel = "OPTION",
            description = "Given to spark-launch beside the usual ones; may come several times.")
    private List<String> launchOptions = new ArrayList<>();

    @Option(names = "--growth", description = "Measure how cost grows with sessions, statements, clients and rows.")
    private boolean growth;

    @Option(names = "--micro", description = "Measure the paths inside our processes, by JMH.")
    private boolean micro;

    @Option(
            names = "--publish",
            paramLabel = "RESULTS",
            description = "Measure nothing: put the tables and plots of that folder into docs/performance.md.")
    private @Nullable Path publish;

    @Spec
    private CommandSpec spec;

    /** Made by picocli's callers only. */
    BenchMain() {}

    /** Runs the command and ends the process with its exit code. */
    public static void main(String[] args) {
        System.exit(CommandRunner.forProcess(new BenchMain()).run(args));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (publish != null) {
            spec.commandLine().getOut().println("published " + new Publication(PAGE).take(publish));
            return ExitCode.DONE.code();
        }
        BenchmarkRun occasion = BenchmarkRun.now(name(), results);
        String markdown = measure(occasion);
        spec.commandLine().getOut().print(markdown);
        spec.commandLine().getOut().flush();
        spec.commandLine().getErr().println("bench: results are in " + occasion.folder());
        return ExitCode.DONE.code();
    }

    private String measure(BenchmarkRun occasion) throws IOException, InterruptedException {
        PrintWriter progress = spec.commandLine().getErr();
        if (soak != null) {
            SoakResult result = new Soak(SoakPlan.of(soak), progress)
                    .run(
                            archive.toAbsolutePath(),
                            sparkHome.toAbsolutePath(),
                            java(),
                            occasion.folder(),
                            launchOptions);
            return occasion.keep(result);
        }
        if (micro) {
            return occasion.keepMicro(Micro.run(occasion.folder().resolve("micro.json"), quick));
        }
        if (growth) {
            Growth run = new Growth(
                    archive.toAbsolutePath(), sparkHome.toAbsolutePath(), java(), occasion.folder(), progress);
            return occasion.keep(run.run(quick ? Growth.Extent.quick() : Growth.Extent.full()));
        }
        Bench.Subject subject = new Bench.Subject(
                archive.toAbsolutePath(),
                sparkHome.toAbsolutePath(),
                java(),
                occasion.folder(),
                launchOptions,
                Optional.ofNullable(against));
        return occasion.keepRows(new Bench(subject, quick ? Rounds.quick() : Rounds.full(), progress).run());
    }

    private static Path java() {
        return Path.of(System.getProperty("java.home"), "bin", "java");
    }

    private String name() {
        return archive.toAbsolutePath().normalize().getFileName() + " on "
                + sparkHome.toAbsolutePath().normalize().getFileName() + (quick ? ", quick run" : "");
    }

    /** {@code 90s}, {@code 60m} or {@code 1h}. */
    static final class DurationConverter implements ITypeConverter<Duration> {
        @Override
        public Duration convert(String value) {
            try {
                return Duration.parse("PT" + value);
            } catch (DateTimeParseException e) {
                throw new TypeConversionException("'" + value + "' is not a duration like 90s, 60m or 1h");
            }
        }
    }
}
