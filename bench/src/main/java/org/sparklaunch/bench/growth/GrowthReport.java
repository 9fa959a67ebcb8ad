package org.sparklaunch.bench.growth;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.sparklaunch.bench.report.TestMachine;

/** The curves of one run. */
public record GrowthReport(String subject, Instant at, TestMachine machine, List<Curve> curves) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Copies the curves. */
    public GrowthReport {
        curves = List.copyOf(curves);
    }

    /** Each with its plot and its numbers. */
    public String markdown() {
        return subject + ", " + at + ". " + machine.describe() + ".\n\n"
                + curves.stream().map(Curve::markdown).collect(Collectors.joining());
    }

    /** All points. */
    public String json() {
        ObjectNode json = JSON.createObjectNode().put("subject", subject).put("at", at.toString());
        json.set("machine", JSON.valueToTree(machine));
        ObjectNode all = json.putObject("curves");
        curves.forEach(curve -> all.set(curve.file(), JSON.valueToTree(curve.plot())));
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(json) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of records always becomes JSON", e);
        }
    }
}
