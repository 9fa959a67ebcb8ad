package org.sparklaunch.bench.soak;

import java.util.List;
import java.util.function.Function;
import org.sparklaunch.bench.report.Distribution;

/**
 * One kind of answer over the soak, beside the same statement inside the bare driver.
 *
 * @param of the samples of one cycle
 */
record Latency(String name, Function<Cycle, List<Double>> of) {
    /** What the other load of a machine moves from one half hour to the next, measured on the bare driver. */
    private static final double DRIFT = 1.5;

    private static final double SMALL_MILLIS = 15;

    /** A stretch of the soak. */
    record Window(double fromMinute, Distribution ours, Distribution bare) {}

    /** The windows, and whether p99 stays. */
    record Summary(Latency of, List<Window> windows, Window early, Window late, boolean steady) {}

    /**
     * Steady is a p99 in the second half that exceeds the first half's by at most half (or 15 ms) beyond what the bare
     * driver's p99 changed in the same time.
     *
     * @param from minute where the warm-up ends
     */
    Summary summarize(List<Cycle> cycles, double from, int windows) {
        List<Cycle> counted = cycles.stream().filter(c -> c.minute() >= from).toList();
        int half = counted.size() / 2;
        Window early = window(counted.subList(0, half));
        Window late = window(counted.subList(half, counted.size()));
        double machine = Math.max(1, late.bare.p99() / early.bare.p99());
        double allowed = early.ours.p99() * machine;
        boolean steady = late.ours.p99() <= Math.max(allowed * DRIFT, allowed + SMALL_MILLIS);
        return new Summary(this, parts(cycles, windows), early, late, steady);
    }

    private List<Window> parts(List<Cycle> cycles, int windows) {
        int size = Math.max(1, (cycles.size() + windows - 1) / windows);
        return java.util.stream.IntStream.iterate(0, i -> i < cycles.size(), i -> i + size)
                .mapToObj(i -> window(cycles.subList(i, Math.min(i + size, cycles.size()))))
                .toList();
    }

    private Window window(List<Cycle> cycles) {
        return new Window(
                cycles.get(0).minute(),
                Distribution.of(
                        cycles.stream().flatMap(c -> of.apply(c).stream()).toList()),
                Distribution.of(cycles.stream().flatMap(c -> c.bare().stream()).toList()));
    }
}
