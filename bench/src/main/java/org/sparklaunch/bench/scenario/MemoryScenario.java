package org.sparklaunch.bench.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sparklaunch.bench.report.Bar;
import org.sparklaunch.bench.report.Distribution;
import org.sparklaunch.bench.report.Row;
import org.sparklaunch.bench.report.Unit;
import org.sparklaunch.bench.target.LivyTarget;
import org.sparklaunch.bench.target.OsMemory;

/** What the Livy server's process holds in memory, without sessions and with all that it may have. */
final class MemoryScenario implements Scenario {
    private static final double BAR_MEBIBYTES = 150;

    private final ScenarioContext stage;

    MemoryScenario(ScenarioContext stage) {
        this.stage = stage;
    }

    @Override
    public String name() {
        return "memory of the Livy server";
    }

    @Override
    public List<Row> run() {
        OsMemory memory = stage.cluster().livyMemory();
        List<Row> rows = new ArrayList<>();
        List<LivyTarget.Session> sessions = new ArrayList<>();
        try (LivyTarget livy = stage.livy()) {
            rows.add(Row.Measured.fact(
                    "memory (RSS) of the Livy server after all of the above, no session",
                    Unit.MEBIBYTES,
                    Distribution.single(memory.residentMebibytes())));
            try {
                for (int i = 0; i < Launches.MAX_SESSIONS; i++) {
                    LivyTarget.Session session = livy.createSession();
                    sessions.add(session);
                    session.run("select 1");
                }
                rows.add(new Row.Measured(
                        "memory (RSS) of the Livy server, " + Launches.MAX_SESSIONS + " sessions",
                        Unit.MEBIBYTES,
                        Optional.empty(),
                        Distribution.single(memory.residentMebibytes()),
                        Optional.empty(),
                        Optional.of(Bar.atMost(BAR_MEBIBYTES, Unit.MEBIBYTES))));
            } finally {
                sessions.forEach(LivyTarget.Session::close);
            }
        }
        return rows;
    }
}
