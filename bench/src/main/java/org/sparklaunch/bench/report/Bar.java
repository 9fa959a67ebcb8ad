package org.sparklaunch.bench.report;

import java.util.Optional;

/** What a row has to reach, in words and as a check. */
public final class Bar {
    /** Decides for the reference and ours. */
    private interface Check {
        boolean reached(Distribution reference, Distribution ours);
    }

    private final String text;
    private final Check check;

    private Bar(String text, Check check) {
        this.text = text;
        this.check = check;
    }

    /** At most these at the median and at the 99th percentile, whatever the reference did. */
    public static Bar atMost(double p50, double p99, Unit unit) {
        return new Bar(
                "p50 ≤ " + unit.format(p50) + ", p99 ≤ " + unit.format(p99),
                (reference, ours) -> ours.p50() <= p50 && ours.p99() <= p99);
    }

    /** Median at most a multiple of the reference's. */
    public static Bar timesReference(double factor) {
        return new Bar("≤ " + factor + " × the reference", (reference, ours) -> ours.p50() <= factor * reference.p50());
    }

    /** Median at most a multiple of the reference's, and below a fixed limit. */
    public static Bar timesReference(double factor, double limit, Unit unit) {
        return new Bar(
                "≤ " + factor + " × the reference, ≤ " + unit.format(limit),
                (reference, ours) -> ours.p50() <= factor * reference.p50() && ours.p50() <= limit);
    }

    /** Percentiles at most so much above the reference's. */
    public static Bar aboveReference(double p50, double p99, Unit unit) {
        return new Bar(
                "+ " + unit.format(p50) + " p50, + " + unit.format(p99) + " p99",
                (reference, ours) -> ours.p50() <= reference.p50() + p50 && ours.p99() <= reference.p99() + p99);
    }

    /** Median at most so much above the reference's. */
    public static Bar aboveReference(double p50, Unit unit) {
        return new Bar("+ " + unit.format(p50) + " p50", (reference, ours) -> ours.p50() <= reference.p50() + p50);
    }

    /** Median at least this, whatever the reference did. */
    public static Bar atLeast(double value, Unit unit) {
        return new Bar("≥ " + unit.format(value), (reference, ours) -> ours.p50() >= value);
    }

    /** Median at most this, whatever the reference did. */
    public static Bar atMost(double value, Unit unit) {
        return new Bar("≤ " + unit.format(value), (reference, ours) -> ours.p50() <= value);
    }

    /** The bar in words. */
    public String text() {
        return text;
    }

    /** Whether ours reach it; a bar that needs no reference ignores that there is none. */
    boolean reached(Optional<Distribution> reference, Distribution ours) {
        return check.reached(reference.orElse(ours), ours);
    }
}
