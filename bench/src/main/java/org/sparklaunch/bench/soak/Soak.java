package org.sparklaunch.bench.soak;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.sparklaunch.bench.reference.BareDriverProcess;
import org.sparklaunch.bench.reference.SparkJvm;
import org.sparklaunch.bench.target.LaunchedCluster;
import org.sparklaunch.bench.target.LivyTarget;
import org.sparklaunch.bench.target.TrackerTarget;

/** Creates, uses and ends one session after another for a long time, and looks at every process after each. */
public final class Soak {
    private static final String SMALL = "select 1";
    private static final String JOIN = "select count(*) from range(10000) a join range(10000) b on a.id = b.id";
    private static final int STATEMENTS = 10;
    private static final int QUERIES = 3;
    private static final int BARE_WARM_UP = 200;
    private static final double NANOS_OF_A_MINUTE = 60e9;

    /** Room for the bare driver, a session, the tracker's session and the next warm driver. */
    private static final List<String> OPTIONS = List.of(
            "--worker-cores",
            "6",
            "--worker-memory",
            "6G",
            "--enable-livy",
            "--livy-max-sessions",
            "3",
            "--livy-driver-cores",
            "1",
            "--livy-driver-memory",
            "1G",
            "--livy-warm-sessions",
            "1",
            "--enable-query-tracker");

    private final SoakPlan plan;
    private final PrintWriter progress;
    private final List<Cycle> cycles = new ArrayList<>();
    private final List<ProcessSample> sightings = new ArrayList<>();
    private int failures;
    private long begin;

    /** A soak that has not begun. */
    public Soak(SoakPlan plan, PrintWriter progress) {
        this.plan = plan;
        this.progress = progress;
    }

    /**
     * Runs for the planned time.
     *
     * @param folder empty; receives state and logs
     * @param more options of the launch
     */
    public SoakResult run(Path archive, Path sparkHome, Path java, Path folder, List<String> more)
            throws InterruptedException {
        List<String> options = new ArrayList<>(OPTIONS);
        options.addAll(more);
        SparkJvm jvm = new SparkJvm(sparkHome, java, folder);
        try (LaunchedCluster cluster = LaunchedCluster.launch(archive, sparkHome, folder, options);
                BareDriverProcess bare = BareDriverProcess.start(jvm, cluster.master())) {
            for (int i = 0; i < BARE_WARM_UP; i++) {
                bare.run(SMALL);
            }
            begin = System.nanoTime();
            while (System.nanoTime() - begin < plan.length().toNanos()) {
                long next = System.nanoTime() + plan.every().toNanos();
                tryCycle(cluster, bare);
                sightings.add(new ProcessSample(minute(), cluster.processes()));
                tell();
                TimeUnit.NANOSECONDS.sleep(Math.max(0, next - System.nanoTime()));
            }
        }
        return new SoakResult(plan, cycles, sightings, failures);
    }

    private void tryCycle(LaunchedCluster cluster, BareDriverProcess bare) throws InterruptedException {
        try (LivyTarget livy = new LivyTarget(cluster.livy())) {
            livy.awaitWarmDriver();
            cycles.add(cycle(livy, cluster, bare));
        } catch (IllegalStateException | java.io.UncheckedIOException e) {
            failures++;
            progress.println("bench: a cycle failed: " + e.getMessage());
        }
    }

    private Cycle cycle(LivyTarget livy, LaunchedCluster cluster, BareDriverProcess bare) {
        List<Double> reference = new ArrayList<>();
        List<Double> ours = new ArrayList<>();
        List<Double> queries = new ArrayList<>();
        try (LivyTarget.Session session = livy.createSession();
                // Opened late: the tracker closes a connection without a request for half a minute.
                TrackerTarget tracker = new TrackerTarget(cluster.queryTracker().orElseThrow())) {
            double first = session.run(JOIN);
            for (int i = 0; i < STATEMENTS; i++) {
                reference.add(bare.run(SMALL));
                ours.add(session.run(SMALL));
            }
            for (int i = 0; i < QUERIES; i++) {
                queries.add(tracker.run(SMALL));
            }
            return new Cycle(minute(), session.idleMillis(), first, reference, ours, queries);
        }
    }

    private double minute() {
        return (System.nanoTime() - begin) / NANOS_OF_A_MINUTE;
    }

    private void tell() {
        ProcessSample last = sightings.get(sightings.size() - 1);
        progress.println(String.format(
                Locale.ROOT,
                "bench: minute %.1f, %d sessions, %d failed; %s",
                last.minute(),
                cycles.size(),
                failures,
                last.processes()));
    }
}
