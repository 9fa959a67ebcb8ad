package org.sparklaunch.bench.scenario;

import java.util.List;
import org.sparklaunch.bench.report.Row;
import org.sparklaunch.bench.target.LivyTarget;

/** Whether finished sessions, which stay listed for ten minutes, slow down the answers about others. */
final class FinishedSessionsScenario implements Scenario {
    private final ScenarioContext stage;

    FinishedSessionsScenario(ScenarioContext stage) {
        this.stage = stage;
    }

    @Override
    public String name() {
        return "GETs with finished sessions";
    }

    @Override
    public List<Row> run() throws InterruptedException {
        int finished = stage.rounds().finished();
        try (LivyTarget livy = stage.livy();
                LivyTarget.Session session = livy.createSession()) {
            session.run("select 1");
            for (int i = 0; i < finished; i++) {
                livy.finishSession();
            }
            return List.of(new GetRateScenario(stage)
                    .row(
                            "GETs of a statement, with " + finished + " finished sessions",
                            "/sessions/" + session.id() + "/statements/0",
                            GetRateScenario.STATEMENT_BAR));
        }
    }
}
