package org.sparklaunch.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.sparklaunch.bench.growth.Curve;
import org.sparklaunch.bench.growth.GrowthReport;
import org.sparklaunch.bench.report.BenchmarkReport;
import org.sparklaunch.bench.report.JsonReport;
import org.sparklaunch.bench.report.MarkdownReport;
import org.sparklaunch.bench.report.Row;
import org.sparklaunch.bench.report.TestMachine;
import org.sparklaunch.bench.soak.SoakReport;
import org.sparklaunch.bench.soak.SoakResult;

/**
 * One run: what it measures, when and where, and the folder that keeps what it finds. Each kind of result has its names, by
 * which {@code --publish} finds its place on the page.
 */
record BenchmarkRun(String subject, Instant at, TestMachine machine, Path folder) {

    /** Begins now, in a new folder among the results. */
    static BenchmarkRun now(String subject, Path results) throws IOException {
        Instant at = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        Path folder = Files.createDirectories(results.resolve(at.toString().replace(":", "")));
        return new BenchmarkRun(subject, at, TestMachine.read(), folder.toAbsolutePath());
    }

    /** Keeps a comparison; returns its text. */
    String keepRows(List<Row> rows) throws IOException {
        BenchmarkReport report = new BenchmarkReport(subject, at, machine, rows);
        return keep("results", new JsonReport(report).text(), new MarkdownReport(report).text());
    }

    /** Keeps a soak; returns its text. */
    String keep(SoakResult result) throws IOException {
        SoakReport report = new SoakReport(subject, at, machine, result);
        Files.writeString(folder.resolve("soak-memory.svg"), result.memoryPlot().svg());
        Files.writeString(
                folder.resolve("soak-latency.svg"), result.latencyPlot().svg());
        return keep("soak", report.json(), report.markdown());
    }

    /** Keeps curves; returns their text. */
    String keep(List<Curve> curves) throws IOException {
        GrowthReport report = new GrowthReport(subject, at, machine, curves);
        for (Curve curve : curves) {
            Files.writeString(
                    folder.resolve(curve.file() + ".svg"), curve.plot().svg());
        }
        return keep("growth", report.json(), report.markdown());
    }

    /** Keeps what JMH found, beside its own file; returns the text. */
    String keepMicro(String table) throws IOException {
        String markdown = subject + ", " + at + ". " + machine.describe() + ".\n\n" + table;
        Files.writeString(folder.resolve("micro.md"), markdown);
        return markdown;
    }

    private String keep(String name, String json, String markdown) throws IOException {
        Files.writeString(folder.resolve(name + ".json"), json);
        Files.writeString(folder.resolve(name + ".md"), markdown);
        return markdown;
    }
}
