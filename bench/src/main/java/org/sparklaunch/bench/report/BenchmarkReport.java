package org.sparklaunch.bench.report;

import java.time.Instant;
import java.util.List;

/**
 * All that one run found.
 *
 * @param subject what was measured, with its version
 */
public record Report(String subject, Instant at, Machine machine, List<Row> rows) {
    /** Copies the rows. */
    public Report {
        rows = List.copyOf(rows);
    }
}
