package org.sparklaunch.discovery;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What was announced under one path at one moment.
 *
 * @param version the Spark version that the master announced; null while there is no master
 * @param instances sorted by type, then by id
 */
public record ClusterSnapshot(DiscoveryPath path, @Nullable String version, List<ServiceInstance> instances) {
    private static final Comparator<ServiceInstance> ORDER =
            Comparator.comparing(ServiceInstance::type).thenComparing(ServiceInstance::id);

    /** Sorts the instances, so that equal clusters have equal snapshots. */
    public ClusterSnapshot {
        instances = instances.stream().sorted(ORDER).toList();
    }

    /** The snapshot of these instances, with the version that their master carries. */
    public static ClusterSnapshot of(DiscoveryPath path, List<ServiceInstance> instances) {
        String version = instances.stream()
                .filter(i -> i.type() == ServiceType.MASTER)
                .flatMap(i -> Optional.ofNullable(i.attributes().get(ServiceInstance.VERSION)).stream())
                .findFirst()
                .orElse(null);
        return new ClusterSnapshot(path, version, instances);
    }

    /** The first instance of a type. */
    public Optional<ServiceInstance> find(ServiceType type) {
        return all(type).stream().findFirst();
    }

    /** Every instance of a type. */
    public List<ServiceInstance> all(ServiceType type) {
        return instances.stream().filter(i -> i.type() == type).toList();
    }

    /** The master that serves: the one that reports itself as leader, else the first that reports nothing it is a standby. */
    public Optional<ServiceInstance> leadingMaster() {
        return all(ServiceType.MASTER).stream()
                .filter(m -> !isStandby(m))
                .max(Comparator.comparing(
                        m -> ServiceInstance.LEADING.equals(m.attributes().get(ServiceInstance.STATUS))));
    }

    private static boolean isStandby(ServiceInstance master) {
        return ServiceInstance.STANDBY.equals(master.attributes().get(ServiceInstance.STATUS));
    }

    /**
     * What Spark takes as its master: {@code spark://host:port}, or {@code spark://host:port,host:port} with the leading
     * one first when there are several; whichever of them leads at the time is found. Empty when there is none.
     */
    public Optional<String> masterUrl() {
        Optional<ServiceInstance> leading = leadingMaster();
        List<String> addresses = Stream.concat(
                        leading.stream(), all(ServiceType.MASTER).stream().filter(m -> !leading.equals(Optional.of(m))))
                .map(m -> m.address().replaceFirst("^spark://", ""))
                .toList();
        return addresses.isEmpty() ? Optional.empty() : Optional.of("spark://" + String.join(",", addresses));
    }

    /** Whether nothing at all is announced. */
    public boolean isEmpty() {
        return instances.isEmpty();
    }
}
