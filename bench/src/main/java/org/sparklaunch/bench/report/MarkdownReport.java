package org.sparklaunch.bench.report;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A report as Markdown: the table, and under it what is missing from it. */
public final class MarkdownReport {
    private static final String NOTHING = "–";

    private final BenchmarkReport report;

    /** For one report. */
    public MarkdownReport(BenchmarkReport report) {
        this.report = report;
    }

    /** The text, with a line end at its end. */
    public String text() {
        StringBuilder text = new StringBuilder();
        text.append(report.subject()).append(", ").append(report.at()).append(". ");
        text.append(report.machine().describe()).append(".\n\n");
        boolean compared = measured().stream().anyMatch(row -> row.other().isPresent());
        text.append("| what | reference p50 / p99 (n) | ours p50 / p99 (n) | ours : reference |")
                .append(compared ? " other Livy p50 / p99 (n) |" : "")
                .append(" bar | reached |\n");
        text.append("| --- | --- | --- | --- |")
                .append(compared ? " --- |" : "")
                .append(" --- | --- |\n");
        measured().forEach(row -> text.append(line(row, compared)));
        appendMissing(text);
        return text.toString();
    }

    private List<Row.Measured> measured() {
        return report.rows().stream()
                .filter(Row.Measured.class::isInstance)
                .map(Row.Measured.class::cast)
                .toList();
    }

    private static String line(Row.Measured row, boolean compared) {
        String ratio = row.reference()
                .map(reference ->
                        String.format(Locale.ROOT, "%.2f ×", row.ours().p50() / reference.p50()))
                .orElse(NOTHING);
        return "| " + row.what() + " | " + numbers(row.reference(), row.unit()) + " | "
                + numbers(Optional.of(row.ours()), row.unit()) + " | " + ratio + " | "
                + (compared ? numbers(row.other(), row.unit()) + " | " : "")
                + row.bar().map(Bar::text).orElse(NOTHING) + " | "
                + row.reached().map(reached -> reached ? "yes" : "**no**").orElse(NOTHING) + " |\n";
    }

    private static String numbers(Optional<Distribution> distribution, Unit unit) {
        return distribution
                .map(d -> d.count() == 1
                        ? unit.format(d.p50()) + " (1)"
                        : unit.format(d.p50()) + " / " + unit.format(d.p99()) + " (" + d.count() + ")")
                .orElse(NOTHING);
    }

    private void appendMissing(StringBuilder text) {
        List<Row.NotMeasured> missing = report.rows().stream()
                .filter(Row.NotMeasured.class::isInstance)
                .map(Row.NotMeasured.class::cast)
                .toList();
        if (missing.isEmpty()) {
            return;
        }
        text.append("\nNot measured:\n\n");
        missing.forEach(row -> text.append("- ")
                .append(row.what())
                .append(": ")
                .append(row.reason())
                .append('\n'));
    }
}
