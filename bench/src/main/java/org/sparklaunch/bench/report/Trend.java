package org.sparklaunch.bench.report;

import java.util.ArrayList;
import java.util.List;

/**
 * How a quantity changes over time: the median of the slopes between all pairs of points (Theil and Sen), which a few
 * outliers do not move.
 *
 * @param median of the values
 * @param perUnit change of the value for one unit of x
 */
public record Trend(double median, double perUnit) {

    /**
     * Of at least two points with different x.
     *
     * @throws IllegalArgumentException when there is no such pair
     */
    public static Trend of(List<Plot.Point> points) {
        List<Double> slopes = new ArrayList<>();
        for (int i = 0; i < points.size(); i++) {
            for (int j = i + 1; j < points.size(); j++) {
                double across = points.get(j).x() - points.get(i).x();
                if (across > 0) {
                    slopes.add((points.get(j).y() - points.get(i).y()) / across);
                }
            }
        }
        List<Double> values = points.stream().map(Plot.Point::y).toList();
        return new Trend(Distribution.of(values).p50(), Distribution.of(slopes).p50());
    }
}
