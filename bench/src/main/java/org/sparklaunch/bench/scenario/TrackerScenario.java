package org.sparklaunch.bench.scenario;

import java.util.List;
import org.sparklaunch.bench.reference.BareDriverProcess;
import org.sparklaunch.bench.report.Bar;
import org.sparklaunch.bench.report.Row;
import org.sparklaunch.bench.report.Unit;
import org.sparklaunch.bench.target.TrackerTarget;

/** Queries through the tracker on a session that is used again, one in the bare driver, one through the tracker, in turn. */
final class TrackerScenario implements Scenario {
    private static final String SQL = "select 1";

    private final ScenarioContext stage;

    TrackerScenario(ScenarioContext stage) {
        this.stage = stage;
    }

    @Override
    public String name() {
        return "queries through the tracker";
    }

    @Override
    public List<Row> run() {
        Samples samples = new Samples();
        try (BareDriverProcess bare = stage.bareDriver();
                TrackerTarget tracker =
                        new TrackerTarget(stage.cluster().queryTracker().orElseThrow())) {
            for (int i = -stage.rounds().warmUp(); i < stage.rounds().statements(); i++) {
                Samples into = i < 0 ? new Samples() : samples;
                into.addReference(bare.run(SQL));
                into.addOurs(tracker.run(SQL));
            }
        }
        return List.of(Row.Measured.paired(
                "`select 1` through the tracker on a reused session: start_query to its rows; reference: collected inside the"
                        + " bare driver",
                samples.reference(),
                samples.ours(),
                Bar.aboveReference(15, Unit.MILLISECONDS)));
    }
}
