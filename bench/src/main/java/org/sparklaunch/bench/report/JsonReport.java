package org.sparklaunch.bench.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A report as JSON, for comparing runs by program. */
public final class JsonReport {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final BenchmarkReport report;

    /** For one report. */
    public JsonReport(BenchmarkReport report) {
        this.report = report;
    }

    /** One object over several lines. */
    public String text() {
        ObjectNode json = JSON.createObjectNode();
        json.put("subject", report.subject()).put("at", report.at().toString());
        json.set("machine", JSON.valueToTree(report.machine()));
        ArrayNode rows = json.putArray("rows");
        report.rows().forEach(row -> rows.add(node(row)));
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(json) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of strings and numbers always becomes JSON", e);
        }
    }

    private static ObjectNode node(Row row) {
        ObjectNode node = JSON.createObjectNode().put("what", row.what());
        if (row instanceof Row.NotMeasured missing) {
            return node.put("not_measured", missing.reason());
        }
        Row.Measured measured = (Row.Measured) row;
        node.put("unit", measured.unit().symbol());
        measured.reference().ifPresent(d -> node.set("reference", node(d)));
        node.set("ours", node(measured.ours()));
        measured.other().ifPresent(d -> node.set("other", node(d)));
        measured.bar().ifPresent(bar -> node.put("bar", bar.text()));
        measured.reached().ifPresent(reached -> node.put("reached", reached));
        return node;
    }

    private static ObjectNode node(Distribution d) {
        return JSON.createObjectNode()
                .put("count", d.count())
                .put("min", d.min())
                .put("p50", d.p50())
                .put("p90", d.percentile(0.9))
                .put("p99", d.p99())
                .put("max", d.max());
    }
}
