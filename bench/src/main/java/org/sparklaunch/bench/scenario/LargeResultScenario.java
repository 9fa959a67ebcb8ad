package org.sparklaunch.bench.scenario;

import java.util.List;
import org.sparklaunch.bench.reference.BareDriverProcess;
import org.sparklaunch.bench.report.Bar;
import org.sparklaunch.bench.report.Row;
import org.sparklaunch.bench.target.LivyTarget;

/** A million rows, collected inside the bare driver and read through the server, in turn. */
final class LargeResultScenario implements Scenario {
    private static final long ROWS = 1_000_000;
    private static final String SQL = "select id, id * 2 as twice, cast(id as string) as text from range(" + ROWS + ")";

    /** Eighty per cent of the reference's rate. */
    private static final double TIMES_REFERENCE = 1.25;

    private final ScenarioContext stage;

    LargeResultScenario(ScenarioContext stage) {
        this.stage = stage;
    }

    @Override
    public String name() {
        return "large results";
    }

    @Override
    public List<Row> run() {
        Samples samples = new Samples();
        try (BareDriverProcess bare = stage.bareDriver();
                LivyTarget livy = stage.livy();
                LivyTarget.Session session = livy.createSession()) {
            session.run(SQL);
            for (int i = -stage.rounds().largeResults(); i < stage.rounds().largeResults(); i++) {
                Samples into = i < 0 ? new Samples() : samples;
                into.addReference(bare.run(SQL));
                into.addOurs(session.readResult(0, ROWS));
            }
        }
        return List.of(Row.Measured.paired(
                "1,000,000 rows of three columns, read to the last; reference: collected inside the bare driver",
                samples.reference(),
                samples.ours(),
                Bar.timesReference(TIMES_REFERENCE)));
    }
}
