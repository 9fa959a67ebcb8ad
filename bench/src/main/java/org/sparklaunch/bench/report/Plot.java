package org.sparklaunch.bench.report;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * A small line plot as SVG: axes with three marks each, a line and dots per series, names at the top. Both axes begin at zero
 * unless they are logarithmic.
 *
 * @param logarithmicX for quantities that grow by factors
 */
public record Plot(String title, String x, String y, boolean logarithmicX, List<Series> series) {
    private static final List<String> COLOURS =
            List.of("#1668b8", "#c0392b", "#2e8b57", "#8e44ad", "#d68910", "#555555");
    private static final int WIDTH = 560;
    private static final int HEIGHT = 260;
    private static final int LEFT = 64;
    private static final int RIGHT = 16;
    private static final int TOP = 54;
    private static final int BOTTOM = 44;
    private static final int MARKS = 4;

    /** Points in the order of x. */
    public record Series(String name, List<Point> points) {
        /** Copies the points. */
        public Series {
            points = List.copyOf(points);
        }
    }

    /** One measured value. */
    public record Point(double x, double y) {}

    /** Copies the series. */
    public Plot {
        series = List.copyOf(series);
    }

    /** The plot as a document of its own. */
    public String svg() {
        StringBuilder svg = new StringBuilder();
        svg.append(text(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\""
                        + " font-family=\"sans-serif\" font-size=\"11\">\n",
                WIDTH, HEIGHT, WIDTH, HEIGHT));
        svg.append(text("<rect width=\"%d\" height=\"%d\" fill=\"white\"/>\n", WIDTH, HEIGHT));
        svg.append(
                label(LEFT, 18, "start", "<tspan font-size=\"13\" font-weight=\"bold\">" + escape(title) + "</tspan>"));
        svg.append(label(WIDTH - RIGHT, HEIGHT - 8, "end", escape(x)));
        svg.append(label(LEFT, TOP - 6, "end", escape(y)));
        appendMarks(svg);
        for (int i = 0; i < series.size(); i++) {
            appendSeries(svg, i);
        }
        return svg.append("</svg>\n").toString();
    }

    private void appendMarks(StringBuilder svg) {
        for (int i = 0; i <= MARKS; i++) {
            double share = i / (double) MARKS;
            double down = HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM);
            svg.append(text(
                    "<line x1=\"%d\" y1=\"%.1f\" x2=\"%d\" y2=\"%.1f\" stroke=\"#dddddd\"/>\n",
                    LEFT, down, WIDTH - RIGHT, down));
            svg.append(label(LEFT - 6, down + 4, "end", number(share * maxY())));
            double along = LEFT + share * (WIDTH - LEFT - RIGHT);
            svg.append(label(along, HEIGHT - BOTTOM + 15, "middle", number(xAt(share))));
        }
    }

    private void appendSeries(StringBuilder svg, int index) {
        Series line = series.get(index);
        String colour = COLOURS.get(index % COLOURS.size());
        String points = line.points().stream()
                .map(p -> text("%.1f,%.1f", across(p.x()), up(p.y())))
                .collect(Collectors.joining(" "));
        svg.append(
                text("<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"1.6\"/>\n", points, colour));
        for (Point p : line.points()) {
            svg.append(
                    text("<circle cx=\"%.1f\" cy=\"%.1f\" r=\"2\" fill=\"%s\"/>\n", across(p.x()), up(p.y()), colour));
        }
        int column = (WIDTH - LEFT - RIGHT) / Math.max(series.size(), 1);
        svg.append(label(
                LEFT + 8 + index * column,
                34,
                "start",
                "<tspan fill=\"" + colour + "\">" + escape("● " + line.name()) + "</tspan>"));
    }

    private double across(double value) {
        double share = logarithmicX
                ? (Math.log(value) - Math.log(minX())) / Math.max(Math.log(maxX()) - Math.log(minX()), 1e-9)
                : value / Math.max(maxX(), 1e-9);
        return LEFT + share * (WIDTH - LEFT - RIGHT);
    }

    private double xAt(double share) {
        return logarithmicX ? Math.exp(Math.log(minX()) + share * Math.log(maxX() / minX())) : share * maxX();
    }

    private double up(double value) {
        return HEIGHT - BOTTOM - value / Math.max(maxY(), 1e-9) * (HEIGHT - TOP - BOTTOM);
    }

    private double minX() {
        return extreme(Point::x).getMin();
    }

    private double maxX() {
        return extreme(Point::x).getMax();
    }

    private double maxY() {
        return extreme(Point::y).getMax() * 1.1;
    }

    private java.util.DoubleSummaryStatistics extreme(ToDoubleFunction<Point> of) {
        return series.stream().flatMap(s -> s.points().stream()).mapToDouble(of).summaryStatistics();
    }

    private static String label(double x, double y, String anchor, String content) {
        return text("<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>\n", x, y, anchor, content);
    }

    private static String number(double value) {
        return value >= 10 || value == Math.rint(value) ? text("%,.0f", value) : text("%.2g", value);
    }

    private static String escape(String words) {
        return words.replace("&", "&amp;").replace("<", "&lt;");
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
