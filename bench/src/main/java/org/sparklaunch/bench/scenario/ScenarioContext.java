package org.sparklaunch.bench.scenario;

import java.net.URI;
import java.util.Optional;
import org.sparklaunch.bench.reference.BareDriverProcess;
import org.sparklaunch.bench.reference.SparkJvm;
import org.sparklaunch.bench.target.LaunchedCluster;
import org.sparklaunch.bench.target.LivyTarget;

/**
 * What scenarios on a running cluster share: the cluster, which bare drivers use as well, and the other Livy server.
 *
 * @param against another Livy server to measure beside ours
 */
record ScenarioContext(SparkJvm jvm, LaunchedCluster cluster, Rounds rounds, Optional<URI> against) {

    BareDriverProcess bareDriver() {
        return BareDriverProcess.start(jvm, cluster.master(), cluster.secret());
    }

    LivyTarget livy() {
        return new LivyTarget(cluster.livy());
    }

    Optional<LivyTarget> other() {
        return against.map(LivyTarget::new);
    }
}
