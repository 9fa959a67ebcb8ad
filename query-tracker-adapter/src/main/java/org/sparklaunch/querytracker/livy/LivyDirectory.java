package org.sparklaunch.querytracker.livy;

import org.sparklaunch.discovery.DiscoveryPath;

/** Finds the Livy server of a cluster. */
@FunctionalInterface
public interface LivyDirectory {
    /**
     * Looks the server up each time: after a restart it may have another address.
     *
     * @throws LivyException when the cluster announces none
     */
    LivyEndpoint find(DiscoveryPath cluster);
}
