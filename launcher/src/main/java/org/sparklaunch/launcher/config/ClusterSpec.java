package org.sparklaunch.launcher.config;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.sparklaunch.discovery.DiscoveryPath;

/**
 * A wanted cluster; every value in it is one that can be meant, though the machine may still refuse it.
 *
 * @param host the address of this machine that everything binds to
 * @param sparkConf for the daemons and for every session
 */
public record ClusterSpec(
        DiscoveryPath path,
        String host,
        OptionalInt masterPort,
        WorkerSpec workers,
        Optional<LivySpec> livy,
        Optional<QueryTrackerSpec> queryTracker,
        Optional<HistorySpec> history,
        Map<String, String> sparkConf) {
    /** Whether the master is to take drivers for its workers. */
    public boolean drivesOnWorkers() {
        return livy.filter(l -> l.drivers().placement() == DriverPlacement.WORKER)
                .isPresent();
    }

    /** Copies the Spark settings. */
    public ClusterSpec {
        sparkConf = Map.copyOf(sparkConf);
    }
}
