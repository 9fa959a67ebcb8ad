package org.sparklaunch.bench.scenario;

import java.util.List;
import org.sparklaunch.bench.report.Row;

/** One or a few rows of the report and how they come about. */
interface Scenario {

    /** What it is about, for the progress line. */
    String name();

    /**
     * Measures; takes as long as it takes.
     *
     * @throws RuntimeException when something that should work did not; the other scenarios still run
     */
    List<Row> run() throws InterruptedException;
}
