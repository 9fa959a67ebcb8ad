package org.sparklaunch.launcher.cluster;

import org.sparklaunch.discovery.Registration;
import org.sparklaunch.discovery.ServiceInstance;

/** Announces an instance under the cluster's path. */
@FunctionalInterface
interface Announcer {
    Registration announce(ServiceInstance instance);
}
