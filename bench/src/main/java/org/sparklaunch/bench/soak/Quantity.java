package org.sparklaunch.bench.soak;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.sparklaunch.bench.report.Plot;
import org.sparklaunch.bench.report.Trend;

/**
 * Something that must not grow.
 *
 * @param slack growth in an hour that is none, in the unit of the values: what a collector or a time-out moves
 * @param points values over minutes, those of the warm-up included
 */
record Quantity(String name, double slack, List<Plot.Point> points) {
    private static final double MINUTES_OF_AN_HOUR = 60;

    /** Growth that is noise for large values: a share of the median. */
    private static final double SHARE = 0.05;

    /** The result of the check. */
    record Summary(Quantity of, double median, double perHour, boolean flat) {}

    static Quantity of(
            String name, double slack, List<ProcessSample> sightings, ToDoubleFunction<ProcessSample> value) {
        return new Quantity(
                name,
                slack,
                sightings.stream()
                        .map(s -> new Plot.Point(s.minute(), value.applyAsDouble(s)))
                        .toList());
    }

    /**
     * Flat is a trend of at most the slack, or of five per cent of the median where that is more, in an hour.
     *
     * @param from minute where the warm-up ends
     */
    Summary summarize(double from) {
        Trend trend = Trend.of(points.stream().filter(p -> p.x() >= from).toList());
        double perHour = trend.perUnit() * MINUTES_OF_AN_HOUR;
        return new Summary(this, trend.median(), perHour, perHour <= Math.max(slack, SHARE * trend.median()));
    }
}
