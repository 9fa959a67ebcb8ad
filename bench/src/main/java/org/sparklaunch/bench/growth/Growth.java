package org.sparklaunch.bench.growth;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sparklaunch.bench.growth.CurveBuilder.Titles;
import org.sparklaunch.bench.reference.BareDriverProcess;
import org.sparklaunch.bench.reference.SparkJvm;
import org.sparklaunch.bench.report.Distribution;
import org.sparklaunch.bench.target.GetLoad;
import org.sparklaunch.bench.target.LaunchedCluster;
import org.sparklaunch.bench.target.LivyTarget;
import org.sparklaunch.bench.target.ProcessStatistics;

/** Measures what sessions, statements, clients and rows cost when there are more of them. */
public final class Growth {
    private static final String SMALL = "select 1";
    private static final int WARM_UP = 100;
    private static final int REPETITIONS = 5;
    private static final Duration LOAD = Duration.ofSeconds(3);
    private static final List<String> OPTIONS = List.of(
            "--worker-cores",
            "4",
            "--worker-memory",
            "4G",
            "--enable-livy",
            "--livy-driver-cores",
            "1",
            "--livy-driver-memory",
            "1G",
            "--livy-warm-sessions",
            "0");

    private final Path archive;
    private final Path sparkHome;
    private final Path folder;
    private final SparkJvm jvm;
    private final PrintWriter progress;

    /**
     * A measurement that has not begun.
     *
     * @param java the JVM of bare Spark; the archive finds its own
     * @param folder for logs and state
     */
    public Growth(Path archive, Path sparkHome, Path java, Path folder, PrintWriter progress) {
        this.archive = archive;
        this.sparkHome = sparkHome;
        this.folder = folder;
        this.jvm = new SparkJvm(sparkHome, java, folder);
        this.progress = progress;
    }

    /**
     * How far.
     *
     * @param statements of one session, the last number to look at
     */
    public record Extent(List<Integer> sessions, int statements, List<Integer> clients, List<Integer> rows) {
        /** As far as users may go; about seven minutes on two quiet cores. */
        public static Extent full() {
            return new Extent(
                    List.of(1, 2, 5, 10, 20, 30, 40, 50),
                    10_000,
                    List.of(1, 2, 4, 8, 16, 32, 64),
                    List.of(1, 10, 100, 1000, 10_000, 100_000, 1_000_000));
        }

        /** To see whether all works. */
        public static Extent quick() {
            return new Extent(List.of(1, 2, 5), 100, List.of(1, 8), List.of(1, 1000, 100_000));
        }
    }

    /** All curves; one that failed has the reason and the points before it. */
    public List<Curve> run(Extent extent) throws InterruptedException {
        List<Curve> curves = new ArrayList<>(sessions(extent.sessions));
        try (LaunchedCluster cluster = launch(List.of("--livy-max-sessions", "3"));
                LivyTarget livy = new LivyTarget(cluster.livy());
                BareDriverProcess bare = BareDriverProcess.start(jvm, cluster.master());
                LivyTarget.Session session = livy.createSession()) {
            for (int i = 0; i < WARM_UP; i++) {
                session.run(SMALL);
            }
            curves.add(clients(cluster, session, extent.clients));
            curves.add(rows(session, bare, extent.rows));
            curves.add(statements(cluster, session, extent.statements));
        }
        return curves;
    }

    private LaunchedCluster launch(List<String> more) {
        List<String> options = new ArrayList<>(OPTIONS);
        options.addAll(more);
        try {
            return LaunchedCluster.launch(
                    archive, sparkHome, Files.createTempDirectory(folder, "launch"), List.copyOf(options));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** SQL sessions that share a driver. */
    private List<Curve> sessions(List<Integer> counts) {
        CurveBuilder times = new CurveBuilder();
        CurveBuilder memory = new CurveBuilder();
        Optional<String> failure = Optional.empty();
        List<LivyTarget.Session> open = new ArrayList<>();
        int most = counts.get(counts.size() - 1);
        try (LaunchedCluster cluster = launch(List.of(
                        "--livy-session-isolation",
                        "context",
                        "--livy-max-sessions",
                        "3",
                        "--livy-sessions-per-driver",
                        String.valueOf(most)));
                LivyTarget livy = new LivyTarget(cluster.livy())) {
            for (int count : counts) {
                progress.println("bench: " + count + " sessions …");
                while (open.size() < count) {
                    open.add(livy.createSession());
                }
                LivyTarget.Session last = open.get(open.size() - 1);
                times.add("the last one, POST to idle", count, last.idleMillis());
                times.add("select 1 in it, p50", count, median(last, WARM_UP / 5));
                memory.add("Livy server", count, resident(cluster, "Livy server"));
                memory.add("driver", count, resident(cluster, "driver"));
            }
            open.forEach(LivyTarget.Session::close);
        } catch (IllegalStateException | UncheckedIOException e) {
            failure = Optional.of(firstLine(e));
        }
        Titles time = new Titles("Sessions that share a driver: time", "sessions", "ms");
        Titles size = new Titles("Sessions that share a driver: memory", "sessions", "RSS, MiB");
        return List.of(
                times.build("growth-sessions-time", time, failure),
                memory.build("growth-sessions-memory", size, failure));
    }

    private Curve statements(LaunchedCluster cluster, LivyTarget.Session session, int most) {
        CurveBuilder curve = new CurveBuilder();
        List<Double> recent = new ArrayList<>();
        int next = 1;
        for (int i = 1; i <= most; i++) {
            recent.add(session.run(SMALL));
            if (i == next) {
                progress.println("bench: " + i + " statements …");
                List<Double> last = recent.subList(Math.max(0, recent.size() - WARM_UP), recent.size());
                curve.add("p50 of the last 100, ms", i, Distribution.of(last).p50());
                curve.add("Livy server, MiB", i, resident(cluster, "Livy server"));
                next *= 10;
            }
        }
        Titles titles = new Titles("Statements of one session", "statements", "ms, MiB");
        return curve.build("growth-statements", titles, Optional.empty());
    }

    private Curve clients(LaunchedCluster cluster, LivyTarget.Session session, List<Integer> counts)
            throws InterruptedException {
        CurveBuilder curve = new CurveBuilder();
        String path = "/sessions/" + session.id() + "/statements/" + (WARM_UP - 1);
        new GetLoad(cluster.livy(), path, counts.get(0)).run(LOAD);
        for (int clients : counts) {
            progress.println("bench: " + clients + " clients …");
            curve.add("answers a second", clients, new GetLoad(cluster.livy(), path, clients).run(LOAD));
        }
        Titles titles = new Titles("Clients that ask for a statement", "clients", "a second");
        return curve.build("growth-clients", titles, Optional.empty());
    }

    private Curve rows(LivyTarget.Session session, BareDriverProcess bare, List<Integer> counts) {
        CurveBuilder curve = new CurveBuilder();
        int statement = WARM_UP;
        for (int rows : counts) {
            progress.println("bench: " + rows + " rows …");
            String sql = "select id, id * 2 as twice, cast(id as string) as text from range(" + rows + ")";
            session.run(sql);
            List<Double> ours = new ArrayList<>();
            List<Double> reference = new ArrayList<>();
            for (int i = 0; i < REPETITIONS; i++) {
                reference.add(bare.run(sql));
                ours.add(session.readResult(statement, rows));
            }
            curve.add("whole result, ms", rows, Distribution.of(ours).p50());
            curve.add(
                    "collected in the bare driver, ms",
                    rows,
                    Distribution.of(reference).p50());
            statement++;
        }
        Titles titles = new Titles("Rows of a result", "rows", "ms");
        return curve.build("growth-rows", titles, Optional.empty());
    }

    private static double median(LivyTarget.Session session, int times) {
        List<Double> samples = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            samples.add(session.run(SMALL));
        }
        return Distribution.of(samples).p50();
    }

    private static double resident(LaunchedCluster cluster, String role) {
        return cluster.processes().stream()
                .filter(p -> p.role().equals(role))
                .mapToDouble(ProcessStatistics::residentMebibytes)
                .max()
                .orElse(0);
    }

    private static String firstLine(Throwable e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }
}
