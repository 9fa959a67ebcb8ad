package org.sparklaunch.bench.scenario;

import java.util.List;
import org.sparklaunch.bench.report.Row;

/** What was promised and cannot be measured yet. */
final class Pending {
    static final List<Row> ROWS = List.of();

    private Pending() {}
}
