package org.sparklaunch.bench.scenario;

import java.util.List;
import org.sparklaunch.bench.reference.BareCluster;
import org.sparklaunch.bench.reference.SparkJvm;
import org.sparklaunch.bench.report.Bar;
import org.sparklaunch.bench.report.Row;
import org.sparklaunch.bench.report.Unit;
import org.sparklaunch.bench.target.LaunchedCluster;

/**
 * A whole launch against a bare master and worker. The reference has no Livy server at all, so the bar is harder to reach
 * than it was meant.
 */
final class LaunchScenario implements Scenario {
    private final SparkJvm jvm;
    private final Launches launches;
    private final int rounds;

    LaunchScenario(SparkJvm jvm, Launches launches, int rounds) {
        this.jvm = jvm;
        this.launches = launches;
        this.rounds = rounds;
    }

    @Override
    public String name() {
        return "launch to READY";
    }

    @Override
    public List<Row> run() throws InterruptedException {
        Samples samples = new Samples();
        for (int i = 0; i < rounds; i++) {
            try (BareCluster bare = BareCluster.start(jvm)) {
                samples.addReference(bare.readyMillis());
            }
            try (LaunchedCluster cluster = launches.withoutTracker()) {
                samples.addOurs(cluster.readyMillis());
            }
        }
        return List.of(Row.Measured.paired(
                "launch with Livy to READY; reference: bare master + worker without Livy",
                samples.reference(),
                samples.ours(),
                Bar.timesReference(1.3, 8000, Unit.MILLISECONDS)));
    }
}
