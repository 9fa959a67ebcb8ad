package org.sparklaunch.bench.growth;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.sparklaunch.bench.report.Plot;

/**
 * How something grows with something else.
 *
 * @param file name of its plot
 * @param failure why there is no plot, or only a part of it
 */
public record Curve(String file, Plot plot, Optional<String> failure) {

    /** A table of the points: one line for each x that a series has. */
    public String markdown() {
        StringBuilder text = new StringBuilder("### " + plot.title() + "\n\n");
        failure.ifPresent(
                words -> text.append("Not measured further: ").append(words).append("\n\n"));
        if (plot.series().stream().allMatch(s -> s.points().isEmpty())) {
            return text.toString();
        }
        text.append("![").append(plot.title()).append("](images/").append(file).append(".svg)\n\n");
        text.append(plot.series().stream()
                .map(Plot.Series::name)
                .collect(Collectors.joining(" | ", "| " + plot.x() + " | ", " |\n")));
        text.append("| --- ".repeat(plot.series().size() + 1)).append("|\n");
        plot.series().get(0).points().forEach(point -> text.append(line(point.x())));
        return text.append('\n').toString();
    }

    private String line(double x) {
        return plot.series().stream()
                .map(series -> series.points().stream()
                        .filter(p -> p.x() == x)
                        .map(p -> String.format(Locale.ROOT, "%.1f", p.y()))
                        .findFirst()
                        .orElse("–"))
                .collect(Collectors.joining(" | ", String.format(Locale.ROOT, "| %,.0f | ", x), " |\n"));
    }
}
