package org.sparklaunch.bench.report;

import java.time.Instant;
import java.util.List;

/**
 * All that one run found.
 *
 * @param subject what was measured, with its version
 */
public record BenchmarkReport(String subject, Instant at, TestMachine machine, List<Row> rows) {
    /** Copies the rows. */
    public BenchmarkReport {
        rows = List.copyOf(rows);
    }
}
