package org.sparklaunch.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReportTextTest {
    private static final Row.Measured SLOW = Row.Measured.paired(
            "session",
            Distribution.of(List.of(1000.0, 1200.0)),
            Distribution.of(List.of(2500.0, 3000.0)),
            Bar.timesReference(1));
    private static final Row.Measured FACT = Row.Measured.fact("memory", Unit.MEBIBYTES, Distribution.single(140.25));
    private static final Row.NotMeasured MISSING = new Row.NotMeasured("warm session", "no pool");

    @Test
    void shouldShowBothSidesTheirRatioAndTheVerdict() {
        assertThat(markdown(SLOW))
                .contains("| session | 1.00 s / 1.20 s (2) | 2.50 s / 3.00 s (2) | 2.50 × |"
                        + " ≤ 1.0 × the reference | **no** |");
    }

    @Test
    void shouldShowASingleValueOnce() {
        assertThat(markdown(FACT)).contains("| memory | – | 140 MiB (1) | – | – | – |");
    }

    @Test
    void shouldListWhatIsMissingUnderTheTable() {
        assertThat(markdown(SLOW, MISSING)).endsWith("\nNot measured:\n\n- warm session: no pool\n");
    }

    @Test
    void shouldAddAColumnForAnotherServer() {
        assertThat(markdown(SLOW.with(Optional.of(Distribution.single(12000)))))
                .contains("| 2.50 × | 12.00 s (1) | ≤ 1.0 ×");
    }

    @Test
    void shouldStateTheMachineAndItsLoad() {
        assertThat(markdown(FACT)).startsWith("product on spark, 2026-11-21T00:00:00Z. CPU, 2 cores, 24.0 GiB");
    }

    @Test
    void shouldCountTheSamplesInJson() throws JsonProcessingException {
        JsonNode json = new ObjectMapper().readTree(new JsonReport(report(SLOW)).text());

        assertThat(json.at("/rows/0/ours/count").asInt()).isEqualTo(2);
    }

    @Test
    void shouldTellInJsonWhatIsMissing() throws JsonProcessingException {
        JsonNode json = new ObjectMapper().readTree(new JsonReport(report(MISSING)).text());

        assertThat(json.at("/rows/0/not_measured").asText()).isEqualTo("no pool");
    }

    private static String markdown(Row... rows) {
        return new MarkdownReport(report(rows)).text();
    }

    private static BenchmarkReport report(Row... rows) {
        TestMachine machine = new TestMachine("CPU", 2, 24 * 1024, "Linux", "Java", "0.1 0.2 0.3");
        return new BenchmarkReport("product on spark", Instant.parse("2026-11-21T00:00:00Z"), machine, List.of(rows));
    }
}
