package org.sparklaunch.bench.growth;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sparklaunch.bench.report.Plot;

/** Points of several series, as they are measured. */
final class CurveBuilder {
    private final Map<String, List<Plot.Point>> series = new LinkedHashMap<>();

    void add(String name, double x, double y) {
        series.computeIfAbsent(name, n -> new ArrayList<>()).add(new Plot.Point(x, y));
    }

    Curve build(String file, Titles titles, Optional<String> failure) {
        List<Plot.Series> all = series.entrySet().stream()
                .map(entry -> new Plot.Series(entry.getKey(), entry.getValue()))
                .toList();
        return new Curve(file, new Plot(titles.title, titles.x, titles.y, true, all), failure);
    }

    /** What stands around a plot. */
    record Titles(String title, String x, String y) {}
}
