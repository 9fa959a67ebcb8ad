package org.sparklaunch.querytracker.livy;

import java.net.URI;
import java.util.Optional;
import java.util.Set;
import org.sparklaunch.discovery.DiscoveryPath;

/**
 * The clusters that queries may name.
 *
 * @param own the tracker's own cluster
 * @param ownLivy its Livy server, as the launch knows it; empty when ZooKeeper has it
 * @param others further paths that the operator lists; a path ends with {@code *} for all paths that begin so
 */
public record KnownClusters(DiscoveryPath own, Optional<URI> ownLivy, Set<String> others) {
    /** Copies the paths. */
    public KnownClusters {
        others = Set.copyOf(others);
    }

    boolean allows(DiscoveryPath cluster) {
        return cluster.equals(own)
                || others.stream()
                        .anyMatch(other -> other.endsWith("*")
                                ? cluster.value().startsWith(other.substring(0, other.length() - 1))
                                : cluster.value().equals(other));
    }
}
