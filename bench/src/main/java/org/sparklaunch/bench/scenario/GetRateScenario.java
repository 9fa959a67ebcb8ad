package org.sparklaunch.bench.scenario;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sparklaunch.bench.report.Bar;
import org.sparklaunch.bench.report.Distribution;
import org.sparklaunch.bench.report.Row;
import org.sparklaunch.bench.report.Unit;
import org.sparklaunch.bench.target.GetLoad;
import org.sparklaunch.bench.target.LivyTarget;

/** How many GETs of a statement and of a session a second the server answers on eight connections. */
final class GetRateScenario implements Scenario {
    private static final int CONNECTIONS = 8;
    /** Four times what Apache Livy 0.9 answered on two cores: 2,700 of a statement, 6,100 of a session. */
    static final double STATEMENT_BAR = 4 * 2700;

    private static final double SESSION_BAR = 4 * 6100;
    private static final int PARTS = 5;

    private final ScenarioContext stage;

    GetRateScenario(ScenarioContext stage) {
        this.stage = stage;
    }

    @Override
    public String name() {
        return "GETs a second";
    }

    @Override
    public List<Row> run() throws InterruptedException {
        List<Row> rows = new ArrayList<>();
        try (LivyTarget livy = stage.livy();
                LivyTarget.Session session = livy.createSession()) {
            session.run("select 1");
            String path = "/sessions/" + session.id();
            rows.add(row("GETs of a statement, 8 connections", path + "/statements/0", STATEMENT_BAR));
            rows.add(row("GETs of a session, 8 connections", path, SESSION_BAR));
            for (int i = 1; i < stage.rounds().statements(); i++) {
                session.run("select 1");
            }
            // The latest: like Livy, the server keeps the last hundred.
            rows.add(row(
                    "the same for a statement, after " + stage.rounds().statements() + " statements",
                    path + "/statements/" + (stage.rounds().statements() - 1),
                    STATEMENT_BAR));
        }
        return rows;
    }

    Row row(String what, String path, double bar) throws InterruptedException {
        return new Row.Measured(
                what,
                Unit.PER_SECOND,
                Optional.empty(),
                rate(stage.cluster().livy(), path),
                Optional.empty(),
                Optional.of(Bar.atLeast(bar, Unit.PER_SECOND)));
    }

    private Distribution rate(URI server, String path) throws InterruptedException {
        GetLoad load = new GetLoad(server, path, CONNECTIONS);
        load.run(stage.rounds().load());
        List<Double> rates = new ArrayList<>();
        for (int i = 0; i < PARTS; i++) {
            rates.add(load.run(stage.rounds().load().dividedBy(PARTS)));
        }
        return Distribution.of(rates);
    }
}
