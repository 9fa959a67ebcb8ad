package org.sparklaunch.discovery;

/** The ZooKeeper nodes below a cluster's path. */
record ClusterNodes(DiscoveryPath path) {
    static final String CLAIM = "claim";
    static final String SERVICES = "services";

    String claim() {
        return path + "/" + CLAIM;
    }

    String services() {
        return path + "/" + SERVICES;
    }

    String service(ServiceInstance instance) {
        return services() + "/" + instance.type().wireName() + "-" + instance.id();
    }
}
