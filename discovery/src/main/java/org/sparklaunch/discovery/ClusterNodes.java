package org.sparklaunch.discovery;

/** The ZooKeeper nodes below a cluster's path. */
record ClusterNodes(DiscoveryPath path) {
    static final String CLAIMS = "claims";
    static final String SERVICES = "services";
    static final String RECOVERY = "recovery";

    String claims() {
        return path + "/" + CLAIMS;
    }

    String services() {
        return path + "/" + SERVICES;
    }

    String service(ServiceInstance instance) {
        return services() + "/" + instance.type().wireName() + "-" + instance.id();
    }

    String recovery() {
        return path + "/" + RECOVERY;
    }
}
