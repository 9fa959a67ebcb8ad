package org.sparklaunch.bench.report;

import java.util.Arrays;
import java.util.List;

/**
 * Samples of one quantity. Percentiles are nearest-rank, so each of them is a value that was really measured; with fewer
 * than 100 samples the 99th percentile is the largest.
 */
public final class Distribution {
    private final double[] sorted;

    private Distribution(double[] sorted) {
        this.sorted = sorted;
    }

    /**
     * Takes the samples in any order.
     *
     * @throws IllegalArgumentException when there is none
     */
    public static Distribution of(List<Double> samples) {
        if (samples.isEmpty()) {
            throw new IllegalArgumentException("a distribution needs at least one sample");
        }
        double[] sorted = samples.stream().mapToDouble(Double::doubleValue).toArray();
        Arrays.sort(sorted);
        return new Distribution(sorted);
    }

    /** One value that was measured once. */
    public static Distribution single(double value) {
        return of(List.of(value));
    }

    /** How many samples there are. */
    public int count() {
        return sorted.length;
    }

    /** The smallest sample that at least the given share of all samples does not exceed, {@code 0 < share <= 1}. */
    public double percentile(double share) {
        if (!(share > 0 && share <= 1)) {
            throw new IllegalArgumentException("share " + share + " is not in (0, 1]");
        }
        // Without the small step back, 0.99 of 100 would become rank 100 by rounding.
        int rank = (int) Math.ceil(share * sorted.length - 1e-9);
        return sorted[Math.max(rank, 1) - 1];
    }

    /** The median. */
    public double p50() {
        return percentile(0.5);
    }

    /** The 99th percentile. */
    public double p99() {
        return percentile(0.99);
    }

    /** The smallest sample. */
    public double min() {
        return sorted[0];
    }

    /** The largest sample. */
    public double max() {
        return sorted[sorted.length - 1];
    }
}
