package org.sparklaunch.bench.scenario;

import java.util.List;
import org.sparklaunch.bench.report.Row;

/** What was promised and cannot be measured yet. */
final class UnmeasuredScenario {
    static final List<Row> ROWS = List.of();

    private UnmeasuredScenario() {}
}
