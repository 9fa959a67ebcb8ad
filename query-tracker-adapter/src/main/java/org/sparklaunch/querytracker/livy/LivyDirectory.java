package org.sparklaunch.querytracker.livy;

import org.sparklaunch.discovery.DiscoveryPath;

/** Knows where the Livy server of a cluster is now. */
@FunctionalInterface
public interface LivyDirectory {
    /**
     * Looks it up anew: after a restart the server may listen somewhere else.
     *
     * @throws LivyException when the cluster announces none
     */
    LivyEndpoint find(DiscoveryPath cluster);
}
