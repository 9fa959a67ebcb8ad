package org.sparklaunch.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
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
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code bench}, which measures the archive against bare Spark. */
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

    @Option(
            names = "--quick",
            description = "Run few rounds, to see whether everything works and the size of the numbers.")
    private boolean quick;

    @Option(names = "--against", paramLabel = "URL", description = "Another Livy server to measure too.")
    private @Nullable URI against;

    @Option(
            names = "--soak",
            paramLabel = "DURATION",
            description = "Create and end sessions for this time (60m, 90s) and judge whether anything grows.")
    private @Nullable Duration soak;

    @Option(
            names = "--launch-option",
            paramLabel = "OPTION",
            description = "Further option of spark-launch; may be repeated.")
    private List<String> launchOptions = new ArrayList<>();

    @Option(names = "--growth", description = "Measure how cost grows with sessions, statements, clients and rows.")
    private boolean growth;

    @Option(names = "--micro", description = "Measure code inside the product's processes with JMH.")
    private boolean micro;

    @Option(
            names = "--publish",
            paramLabel = "RESULTS",
            description = "Measure nothing; write the tables and plots of the folder into docs/performance.md.")
    private @Nullable Path publish;

    @Spec
    private CommandSpec spec;

    /** Creates the command for picocli. */
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
        BenchmarkRun run = BenchmarkRun.now(name(), results);
        String markdown = measure(run);
        spec.commandLine().getOut().print(markdown);
        spec.commandLine().getOut().flush();
        spec.commandLine().getErr().println("bench: results are in " + run.folder());
        return ExitCode.DONE.code();
    }

    private String measure(BenchmarkRun run) throws IOException, InterruptedException {
        PrintWriter progress = spec.commandLine().getErr();
        if (soak != null) {
            SoakResult result = new Soak(SoakPlan.of(soak), progress)
                    .run(archive.toAbsolutePath(), sparkHome.toAbsolutePath(), java(), run.folder(), launchOptions);
            return run.keep(result);
        }
        if (micro) {
            return run.keepMicro(Micro.run(run.folder().resolve("micro.json"), quick));
        }
        if (growth) {
            Growth growth =
                    new Growth(archive.toAbsolutePath(), sparkHome.toAbsolutePath(), java(), run.folder(), progress);
            return run.keep(growth.run(quick ? Growth.Extent.quick() : Growth.Extent.full()));
        }
        Bench.Subject subject = new Bench.Subject(
                archive.toAbsolutePath(),
                sparkHome.toAbsolutePath(),
                java(),
                run.folder(),
                launchOptions,
                Optional.ofNullable(against));
        return run.keepRows(new Bench(subject, quick ? Rounds.quick() : Rounds.full(), progress).run());
    }

    private static Path java() {
        return Path.of(System.getProperty("java.home"), "bin", "java");
    }

    private String name() {
        return archive.toAbsolutePath().normalize().getFileName() + " on "
                + sparkHome.toAbsolutePath().normalize().getFileName() + (quick ? ", quick run" : "");
    }
}
