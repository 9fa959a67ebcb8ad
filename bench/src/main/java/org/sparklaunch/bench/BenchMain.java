package org.sparklaunch.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.sparklaunch.bench.report.JsonReport;
import org.sparklaunch.bench.report.Machine;
import org.sparklaunch.bench.report.MarkdownReport;
import org.sparklaunch.bench.report.Report;
import org.sparklaunch.bench.scenario.Bench;
import org.sparklaunch.bench.scenario.Rounds;
import org.sparklaunch.bench.soak.Soak;
import org.sparklaunch.bench.soak.SoakPlan;
import org.sparklaunch.bench.soak.SoakReport;
import org.sparklaunch.bench.soak.SoakResult;
import org.sparklaunch.discovery.cli.CommandRunner;
import org.sparklaunch.discovery.cli.ExitCode;
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
        Instant at = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        Machine machine = Machine.read();
        Path folder = Files.createDirectories(results.resolve(at.toString().replace(":", "")))
                .toAbsolutePath();
        String markdown = soak == null ? compare(at, machine, folder) : soak(at, machine, folder, soak);
        spec.commandLine().getOut().print(markdown);
        spec.commandLine().getOut().flush();
        spec.commandLine().getErr().println("bench: results are in " + folder);
        return ExitCode.DONE.code();
    }

    private String compare(Instant at, Machine machine, Path folder) throws IOException, InterruptedException {
        Bench.Subject subject = new Bench.Subject(
                archive.toAbsolutePath(),
                sparkHome.toAbsolutePath(),
                java(),
                folder,
                launchOptions,
                Optional.ofNullable(against));
        Rounds rounds = quick ? Rounds.quick() : Rounds.full();
        Report report = new Report(
                name(),
                at,
                machine,
                new Bench(subject, rounds, spec.commandLine().getErr()).run());
        Files.writeString(folder.resolve("results.json"), new JsonReport(report).text());
        String markdown = new MarkdownReport(report).text();
        Files.writeString(folder.resolve("results.md"), markdown);
        return markdown;
    }

    private String soak(Instant at, Machine machine, Path folder, Duration length)
            throws IOException, InterruptedException {
        Soak run = new Soak(SoakPlan.of(length), spec.commandLine().getErr());
        SoakResult result =
                run.run(archive.toAbsolutePath(), sparkHome.toAbsolutePath(), java(), folder, launchOptions);
        SoakReport report = new SoakReport(name(), at, machine, result);
        Files.writeString(folder.resolve("soak.json"), report.json());
        Files.writeString(folder.resolve("soak.md"), report.markdown());
        Files.writeString(folder.resolve("soak-memory.svg"), result.memoryPlot().svg());
        Files.writeString(
                folder.resolve("soak-latency.svg"), result.latencyPlot().svg());
        return report.markdown();
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
