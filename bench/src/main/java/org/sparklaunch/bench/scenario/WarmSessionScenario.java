package org.sparklaunch.bench.scenario;

import java.util.List;
import java.util.Optional;
import org.sparklaunch.bench.report.Bar;
import org.sparklaunch.bench.report.Row;
import org.sparklaunch.bench.report.Unit;
import org.sparklaunch.bench.target.LaunchedCluster;
import org.sparklaunch.bench.target.LivyTarget;

/** Sessions that find a driver ready, and their first statement against the same one when it is warm. */
final class WarmSessionScenario implements Scenario {
    private static final String FIRST_SQL = "select count(*), sum(id) from range(100000)";

    /** After this number of repetitions a statement takes about what it takes from then on. */
    private static final int REPETITIONS = 10;

    private final Launches launches;
    private final int sessions;

    WarmSessionScenario(Launches launches, int sessions) {
        this.launches = launches;
        this.sessions = sessions;
    }

    @Override
    public String name() {
        return "warm sessions";
    }

    @Override
    public List<Row> run() throws InterruptedException {
        Samples start = new Samples();
        Samples first = new Samples();
        try (LaunchedCluster cluster = launches.withWarmSession();
                LivyTarget livy = new LivyTarget(cluster.livy())) {
            for (int i = 0; i < sessions; i++) {
                livy.awaitWarmDriver();
                try (LivyTarget.Session session = livy.createSession()) {
                    start.addOurs(session.idleMillis());
                    first.addOurs(session.run(FIRST_SQL));
                    for (int again = 1; again < REPETITIONS; again++) {
                        session.run(FIRST_SQL);
                    }
                    first.addReference(session.run(FIRST_SQL));
                }
            }
        }
        return List.of(
                new Row.Measured(
                        "session from a warm driver: POST to idle",
                        Unit.MILLISECONDS,
                        Optional.empty(),
                        start.ours(),
                        Optional.empty(),
                        Optional.of(Bar.atMost(100, 500, Unit.MILLISECONDS))),
                Row.Measured.paired(
                        "its first SQL (one job, on the executor); reference: the same for the eleventh time",
                        first.reference(),
                        first.ours(),
                        Bar.timesReference(2.0)));
    }
}
