package org.sparklaunch.launcher.config;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.sparklaunch.discovery.DiscoveryPath;
import org.sparklaunch.discovery.MembershipSpec;
import org.sparklaunch.discovery.ServiceType;

/**
 * A wanted cluster; every value in it is one that can be meant, though the machine may still refuse it.
 *
 * @param role which part of it runs here
 * @param drivesOnWorkers whether masters are to take drivers for their workers
 * @param host the name or address of this machine that everything binds to and is found under
 * @param sparkConf for the daemons and for every session
 */
public record ClusterSpec(
        DiscoveryPath path,
        Role role,
        boolean drivesOnWorkers,
        String host,
        OptionalInt masterPort,
        WorkerSpec workers,
        Optional<LivySpec> livy,
        Optional<QueryTrackerSpec> queryTracker,
        Optional<HistorySpec> history,
        Map<String, String> sparkConf) {
    /** Where the tracker listens: it cannot tell its users apart, so beyond loopback only where the Livy server does too. */
    public String trackerHost() {
        boolean open = livy.filter(LivySpec::isOpen).isPresent();
        return open || LaunchRequest.isLoopback(host) ? host : "127.0.0.1";
    }

    /** What this launch is to its cluster. */
    public MembershipSpec claim(String holder) {
        Set<ServiceType> alone = role.alone();
        livy.ifPresent(l -> alone.add(ServiceType.LIVY));
        queryTracker.ifPresent(t -> alone.add(ServiceType.QUERY_TRACKER));
        history.ifPresent(h -> alone.add(ServiceType.HISTORY_SERVER));
        return new MembershipSpec(holder, alone, role.shared());
    }

    /** Copies the Spark settings. */
    public ClusterSpec {
        sparkConf = Map.copyOf(sparkConf);
    }
}
