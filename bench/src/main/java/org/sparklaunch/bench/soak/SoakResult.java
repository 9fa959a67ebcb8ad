package org.sparklaunch.bench.soak;

import java.util.ArrayList;
import java.util.List;
import org.sparklaunch.bench.report.Plot;
import org.sparklaunch.bench.target.ProcessStatistics;

/**
 * All that a soak saw.
 *
 * @param failures cycles that did not come to their end
 */
public record SoakResult(SoakPlan plan, List<Cycle> cycles, List<ProcessSample> sightings, int failures) {
    /** Those that stay from the begin to the end. */
    private static final List<String> LASTING =
            List.of("supervisor", "master", "worker", "Livy server", "query tracker");

    private static final List<String> COMING_AND_GOING = List.of("driver", "executor");
    private static final double MEMORY_SLACK = 16;
    private static final double THREAD_SLACK = 4;
    private static final double FILE_SLACK = 8;

    /** One process of a role more or less is where a cycle was when it was looked at. */
    private static final double COUNT_SLACK = 1;

    /** The compilers and caches of a JVM settle in its first minutes. */
    private static final double WARM_UP_SHARE = 0.25;

    private static final int WINDOWS = 6;

    /** Copies the lists. */
    public SoakResult {
        cycles = List.copyOf(cycles);
        sightings = List.copyOf(sightings);
    }

    /** What must not grow. */
    List<Quantity> quantities() {
        List<Quantity> all = new ArrayList<>();
        LASTING.forEach(role -> all.add(memory(role)));
        for (String role : LASTING) {
            all.add(Quantity.of(
                    "threads of the " + role,
                    THREAD_SLACK,
                    sightings,
                    s -> s.largest(role, ProcessStatistics::threads)));
            all.add(Quantity.of(
                    "open files of the " + role,
                    FILE_SLACK,
                    sightings,
                    s -> s.largest(role, ProcessStatistics::files)));
        }
        for (String role : COMING_AND_GOING) {
            all.add(Quantity.of("number of " + role + "s", COUNT_SLACK, sightings, s -> s.count(role)));
            all.add(Quantity.of(
                    "RSS of the largest " + role + ", MiB",
                    4 * MEMORY_SLACK,
                    sightings,
                    s -> s.largest(role, ProcessStatistics::residentMebibytes)));
        }
        return all;
    }

    private Quantity memory(String role) {
        return Quantity.of(
                "RSS of the " + role + ", MiB",
                MEMORY_SLACK,
                sightings,
                s -> s.largest(role, ProcessStatistics::residentMebibytes));
    }

    List<Quantity.Summary> growth() {
        return quantities().stream().map(q -> q.summarize(warmUp())).toList();
    }

    List<Latency.Summary> latencies() {
        List<Latency> kinds = List.of(
                new Latency("claim of a warm session", c -> List.of(c.claim())),
                new Latency("its first statement, a join", c -> List.of(c.first())),
                new Latency("`select 1` in it", Cycle::ours),
                new Latency("`select 1` through the tracker", Cycle::tracker));
        return kinds.stream().map(k -> k.summarize(cycles, warmUp(), WINDOWS)).toList();
    }

    /** Whether nothing grows, no p99 drifts and no cycle failed. */
    boolean passed() {
        return failures == 0
                && growth().stream().allMatch(Quantity.Summary::flat)
                && latencies().stream().allMatch(Latency.Summary::steady);
    }

    /** The minute from which on trends count. */
    double warmUp() {
        return plan.length().toSeconds() / 60.0 * WARM_UP_SHARE;
    }

    /** Memory of the processes that stay. */
    public Plot memoryPlot() {
        return new Plot(
                "Memory of a cluster while sessions come and go",
                "minutes",
                "RSS, MiB",
                false,
                LASTING.stream()
                        .map(role -> new Plot.Series(role, memory(role).points()))
                        .toList());
    }

    /** p99 of a statement, beside the bare driver's. */
    public Plot latencyPlot() {
        Latency.Summary statement = latencies().get(2);
        return new Plot(
                "select 1 while sessions come and go",
                "minutes",
                "ms",
                false,
                List.of(
                        series("p50", statement, w -> w.ours().p50()),
                        series("p99", statement, w -> w.ours().p99()),
                        series("p50, bare driver", statement, w -> w.bare().p50()),
                        series("p99, bare driver", statement, w -> w.bare().p99())));
    }

    private static Plot.Series series(
            String name, Latency.Summary of, java.util.function.ToDoubleFunction<Latency.Window> value) {
        return new Plot.Series(
                name,
                of.windows().stream()
                        .map(w -> new Plot.Point(w.fromMinute(), value.applyAsDouble(w)))
                        .toList());
    }
}
