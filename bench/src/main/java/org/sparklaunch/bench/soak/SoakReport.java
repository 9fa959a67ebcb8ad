package org.sparklaunch.bench.soak;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Locale;
import org.sparklaunch.bench.report.Distribution;
import org.sparklaunch.bench.report.TestMachine;
import org.sparklaunch.bench.report.Unit;

/** A soak as Markdown and as JSON, with the rule of its result. */
public record SoakReport(String subject, Instant at, TestMachine machine, SoakResult result) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String RULE = """
            Flat: the trend (median of the slopes between all pairs of samples) after the first quarter is at most 5 % of the
            median an hour, or 16 MiB (64 for drivers and executors, which are new ones each time), 4 threads, 8 files, 1 process.
            Steady: p99 of the second half is at most 1.5 times that of the first, or 15 ms more, after what the bare driver's p99
            changed in the same time.
            """;

    /** The tables, with a line end at the end. */
    public String markdown() {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "%s, %s: %d sessions in %d minutes, one every %d s, %d failed: **%s**. %s.%n%n%s%n",
                subject,
                at,
                result.cycles().size(),
                result.plan().length().toMinutes(),
                result.plan().every().toSeconds(),
                result.failures(),
                result.passed() ? "flat" : "not flat",
                machine.describe(),
                RULE));
        text.append("| what | p50 / p99, first half | p50 / p99, second half | bare driver, both halves | steady |\n");
        text.append("| --- | --- | --- | --- | --- |\n");
        result.latencies().forEach(summary -> text.append(line(summary)));
        text.append("\n| what | median | change in an hour | flat |\n| --- | --- | --- | --- |\n");
        result.growth()
                .forEach(summary -> text.append(String.format(
                        Locale.ROOT,
                        "| %s | %.0f | %+.1f | %s |%n",
                        summary.of().name(),
                        summary.median(),
                        summary.perHour(),
                        word(summary.flat()))));
        text.append("\n![Memory of a cluster while sessions come and go](images/soak-memory.svg)\n");
        text.append("![select 1 while sessions come and go](images/soak-latency.svg)\n");
        return text.toString();
    }

    private static String line(Latency.Summary summary) {
        return "| " + summary.of().name() + " | " + numbers(summary.early().ours()) + " | "
                + numbers(summary.late().ours()) + " | "
                + numbers(summary.early().bare()) + ", "
                + numbers(summary.late().bare()) + " | " + word(summary.steady()) + " |\n";
    }

    private static String numbers(Distribution of) {
        return Unit.MILLISECONDS.format(of.p50()) + " / " + Unit.MILLISECONDS.format(of.p99()) + " (" + of.count()
                + ")";
    }

    private static String word(boolean reached) {
        return reached ? "yes" : "**no**";
    }

    /** Everything that was seen. */
    public String json() {
        ObjectNode json = JSON.createObjectNode().put("subject", subject).put("at", at.toString());
        json.put("flat", result.passed()).put("failures", result.failures());
        json.set("machine", JSON.valueToTree(machine));
        ArrayNode growth = json.putArray("growth");
        for (Quantity.Summary summary : result.growth()) {
            growth.addObject()
                    .put("what", summary.of().name())
                    .put("median", summary.median())
                    .put("per_hour", summary.perHour())
                    .put("flat", summary.flat());
        }
        json.set("cycles", JSON.valueToTree(result.cycles()));
        json.set("processes", JSON.valueToTree(result.sightings()));
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(json) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of records always becomes JSON", e);
        }
    }
}
