package org.sparklaunch.bench.scenario;

import java.util.List;
import java.util.Optional;
import org.sparklaunch.bench.reference.BareDriverProcess;
import org.sparklaunch.bench.report.Bar;
import org.sparklaunch.bench.report.Row;
import org.sparklaunch.bench.report.Unit;
import org.sparklaunch.bench.target.LivyTarget;

/** Warm statements, one in the bare driver, one through Livy, in turn. */
final class StatementScenario implements Scenario {
    private static final String SQL = "select 1";

    private final ScenarioContext stage;

    StatementScenario(ScenarioContext stage) {
        this.stage = stage;
    }

    @Override
    public String name() {
        return "warm statements";
    }

    @Override
    public List<Row> run() {
        Samples samples = new Samples();
        Optional<LivyTarget> other = stage.other();
        try (BareDriverProcess bare = stage.bareDriver();
                LivyTarget livy = stage.livy();
                LivyTarget.Session session = livy.createSession()) {
            Optional<LivyTarget.Session> otherSession = other.map(LivyTarget::createSession);
            for (int i = -stage.rounds().warmUp(); i < stage.rounds().statements(); i++) {
                Samples into = i < 0 ? new Samples() : samples;
                into.addReference(bare.run(SQL));
                into.addOurs(session.run(SQL));
                otherSession.ifPresent(o -> into.addOther(o.run(SQL)));
            }
            otherSession.ifPresent(LivyTarget.Session::close);
        } finally {
            other.ifPresent(LivyTarget::close);
        }
        return List.of(Row.Measured.paired(
                        "`select 1`, warm: POST to available; reference: collected inside the bare driver",
                        samples.reference(),
                        samples.ours(),
                        Bar.aboveReference(3, 15, Unit.MILLISECONDS))
                .with(samples.other()));
    }
}
