package org.sparklaunch.bench.scenario;

import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sparklaunch.bench.reference.SparkJvm;
import org.sparklaunch.bench.report.Row;
import org.sparklaunch.bench.target.LaunchedCluster;

/** Runs all scenarios: first launches, then everything else on one cluster that stays. */
public final class Bench {
    private final Subject subject;
    private final Rounds rounds;
    private final PrintWriter progress;

    /** A run that has not begun. */
    public Bench(Subject subject, Rounds rounds, PrintWriter progress) {
        this.subject = subject;
        this.rounds = rounds;
        this.progress = progress;
    }

    /**
     * What is measured.
     *
     * @param archive the unpacked archive
     * @param java the JVM of bare Spark; the archive finds its own
     * @param folder for logs and state
     * @param launchOptions given to every launch beside the usual ones
     * @param against another Livy server to measure beside ours
     */
    public record Subject(
            Path archive, Path sparkHome, Path java, Path folder, List<String> launchOptions, Optional<URI> against) {}

    /** Measures and returns all rows; a scenario that failed is a row with the reason. */
    public List<Row> run() throws InterruptedException {
        SparkJvm jvm = new SparkJvm(subject.sparkHome(), subject.java(), subject.folder());
        Launches launches =
                new Launches(subject.archive(), subject.sparkHome(), subject.folder(), subject.launchOptions());
        List<Row> rows = new ArrayList<>(run(new LaunchScenario(jvm, launches, rounds.launches())));
        try (LaunchedCluster cluster = launches.withTracker()) {
            ScenarioContext stage = new ScenarioContext(jvm, cluster, rounds, subject.against());
            for (Scenario scenario : scenarios(stage)) {
                rows.addAll(run(scenario));
            }
        }
        rows.addAll(run(new WarmSessionScenario(launches, rounds.sessions())));
        return rows;
    }

    private static List<Scenario> scenarios(ScenarioContext stage) {
        return List.of(
                new ColdSessionScenario(stage),
                new StatementScenario(stage),
                new GetRateScenario(stage),
                new LargeResultScenario(stage),
                new MemoryScenario(stage),
                new FinishedSessionsScenario(stage),
                // Last: its session stays for ten minutes and takes one of the slots.
                new TrackerScenario(stage));
    }

    private static String reason(Throwable e) {
        return e.getMessage() + (e.getCause() == null ? "" : ", because: " + reason(e.getCause()));
    }

    private List<Row> run(Scenario scenario) throws InterruptedException {
        progress.println("bench: " + scenario.name() + " …");
        try {
            return scenario.run();
        } catch (RuntimeException e) {
            return List.of(new Row.NotMeasured(scenario.name(), "failed: " + reason(e)));
        }
    }
}
