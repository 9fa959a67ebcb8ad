package org.sparklaunch.launcher.config;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.sparklaunch.discovery.DiscoveryPath;
import org.sparklaunch.discovery.MembershipSpec;
import org.sparklaunch.discovery.ServiceType;
import org.sparklaunch.platform.network.Loopback;

/**
 * A wanted cluster whose options were checked. The machine may still be too small for it.
 *
 * @param role which components of it run here
 * @param drivesOnWorkers whether masters accept drivers for their workers
 * @param host the name or address of this machine that everything binds to and is announced under
 * @param metastore where sessions find tables; empty without sessions, or when the operator's settings decide
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
        Optional<MetastoreSpec> metastore,
        Map<String, String> sparkConf) {
    /** Returns the host that the tracker binds to: beyond loopback only when the Livy server is open too. */
    public String trackerHost() {
        boolean open = livy.filter(LivySpec::isOpen).isPresent();
        return open || Loopback.isLoopback(host) ? host : "127.0.0.1";
    }

    /** Returns how this launch takes part in its cluster. */
    public MembershipSpec membership(String holder) {
        Set<ServiceType> exclusive = role.exclusiveServices();
        livy.ifPresent(l -> exclusive.add(ServiceType.LIVY));
        queryTracker.ifPresent(t -> exclusive.add(ServiceType.QUERY_TRACKER));
        history.ifPresent(h -> exclusive.add(ServiceType.HISTORY_SERVER));
        return new MembershipSpec(holder, exclusive, role.sharedServices());
    }

    /** Returns a warning when workers may run on machines that do not have the folder of the tables. */
    public Optional<String> warnOfUnsharedWarehouse() {
        boolean elsewhere = role == Role.LIVY || !Loopback.isLoopback(host);
        return metastore
                .filter(MetastoreSpec.Own.class::isInstance)
                .map(MetastoreSpec.Own.class::cast)
                .flatMap(own -> own.localWarehouse().filter(folder -> elsewhere && folder.startsWith(own.dataDir())))
                .map(folder -> "tables are in " + folder + " of this machine, where workers on other machines cannot"
                        + " write them; give a folder that all machines share with --warehouse");
    }

    /** Copies the Spark settings. */
    public ClusterSpec {
        sparkConf = Map.copyOf(sparkConf);
    }
}
