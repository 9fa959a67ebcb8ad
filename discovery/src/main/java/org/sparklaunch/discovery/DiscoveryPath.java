package org.sparklaunch.discovery;

import java.util.List;
import java.util.Set;

/**
 * The ZooKeeper path of one cluster, such as {@code /spark-launch/default}.
 *
 * @param value an absolute ZooKeeper path of at least one segment, without a slash at its end
 */
public record DiscoveryPath(String value) {
    /** The names of a cluster's own nodes below its path. */
    static final Set<String> OWN_NAMES = Set.of(ClusterNodes.CLAIMS, ClusterNodes.SERVICES, ClusterNodes.RECOVERY);

    /** The default path. */
    public static final DiscoveryPath DEFAULT = new DiscoveryPath("/spark-launch/default");

    /**
     * Checks the path.
     *
     * @throws IllegalArgumentException naming the path and the rule that it breaks
     */
    public DiscoveryPath {
        if (!value.startsWith("/") || value.length() < 2) {
            throw invalid(value, "starts with '/' and a name, such as /spark-launch/default");
        }
        for (String segment : List.of(value.substring(1).split("/", -1))) {
            check(value, segment);
        }
        if (value.equals("/zookeeper") || value.startsWith("/zookeeper/")) {
            throw invalid(value, "is not below /zookeeper, which ZooKeeper itself uses");
        }
    }

    private static void check(String value, String segment) {
        if (segment.isEmpty()) {
            throw invalid(value, "has no empty part and no '/' at its end");
        }
        if (segment.equals(".") || segment.equals("..")) {
            throw invalid(value, "has no part '" + segment + "'");
        }
        if (OWN_NAMES.contains(segment)) {
            throw invalid(value, "has no part '" + segment + "', a name that is used inside a cluster's path");
        }
        if (segment.chars().anyMatch(c -> Character.isISOControl(c) || Character.isSurrogate((char) c))) {
            throw invalid(value, "has no control characters");
        }
    }

    /** Returns the ZooKeeper path below which several masters of the cluster keep their recovery data. */
    public String recovery() {
        return new ClusterNodes(this).recovery();
    }

    private static IllegalArgumentException invalid(String value, String rule) {
        return new IllegalArgumentException("'" + value + "' is not a discovery path: a discovery path " + rule);
    }

    @Override
    public String toString() {
        return value;
    }
}
