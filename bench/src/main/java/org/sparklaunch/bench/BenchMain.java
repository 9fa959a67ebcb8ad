package org.sparklaunch.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
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
import org.sparklaunch.discovery.cli.CommandRunner;
import org.sparklaunch.discovery.cli.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

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
        Path folder = Files.createDirectories(results.resolve(at.toString().replace(":", "")));
        PrintWriter err = spec.commandLine().getErr();
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Bench.Subject subject = new Bench.Subject(
                archive.toAbsolutePath(),
                sparkHome.toAbsolutePath(),
                java,
                folder.toAbsolutePath(),
                launchOptions,
                Optional.ofNullable(against));
        Rounds rounds = quick ? Rounds.quick() : Rounds.full();
        Report report = new Report(name(), at, machine, new Bench(subject, rounds, err).run());
        Files.writeString(folder.resolve("results.json"), new JsonReport(report).text());
        String markdown = new MarkdownReport(report).text();
        Files.writeString(folder.resolve("results.md"), markdown);
        spec.commandLine().getOut().print(markdown);
        spec.commandLine().getOut().flush();
        err.println("bench: results are in " + folder);
        return ExitCode.DONE.code();
    }

    private String name() {
        return archive.toAbsolutePath().normalize().getFileName() + " on "
                + sparkHome.toAbsolutePath().normalize().getFileName() + (quick ? ", quick run" : "");
    }
}
