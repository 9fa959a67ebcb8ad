package org.sparklaunch.bench.scenario;

import java.util.List;
import java.util.Optional;
import java.util.function.DoubleConsumer;
import org.sparklaunch.bench.reference.BareDriverProcess;
import org.sparklaunch.bench.report.Bar;
import org.sparklaunch.bench.report.Row;
import org.sparklaunch.bench.report.Unit;
import org.sparklaunch.bench.target.LivyTarget;

/** New sessions and their first statement, against new bare drivers and theirs. */
final class ColdSessionScenario implements Scenario {
    private static final String FIRST_SQL = "select count(*), sum(id) from range(100000)";

    private final ScenarioContext stage;

    ColdSessionScenario(ScenarioContext stage) {
        this.stage = stage;
    }

    @Override
    public String name() {
        return "cold sessions";
    }

    @Override
    public List<Row> run() {
        Samples start = new Samples();
        Samples first = new Samples();
        Optional<LivyTarget> other = stage.other();
        try (LivyTarget livy = stage.livy()) {
            for (int i = 0; i < stage.rounds().sessions(); i++) {
                try (BareDriverProcess bare = stage.bareDriver()) {
                    start.addReference(bare.readyMillis());
                    first.addReference(bare.run(FIRST_SQL));
                }
                session(livy, start::addOurs, first::addOurs);
                other.ifPresent(o -> session(o, start::addOther, first::addOther));
            }
        } finally {
            other.ifPresent(LivyTarget::close);
        }
        return List.of(
                Row.Measured.paired(
                                "session, cold: POST to idle; reference: bare driver to a ready SparkSession",
                                start.reference(),
                                start.ours(),
                                Bar.timesReference(1.0))
                        .with(start.other()),
                new Row.Measured(
                        "first SQL of a cold session (one job, on the executor); reference: the same in the bare driver",
                        Unit.MILLISECONDS,
                        Optional.of(first.reference()),
                        first.ours(),
                        first.other(),
                        Optional.empty()));
    }

    private static void session(LivyTarget livy, DoubleConsumer start, DoubleConsumer first) {
        try (LivyTarget.Session session = livy.createSession()) {
            start.accept(session.idleMillis());
            first.accept(session.run(FIRST_SQL));
        }
    }
}
