package org.sparklaunch.querytracker.pool;

import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.sparklaunch.authentication.SecretNames;
import org.sparklaunch.discovery.DiscoveryPath;

/**
 * What a session must be for a query to run in it. Users and clusters are never mixed; a differing Spark conf can be told.
 *
 * @param sparkConf as the query's settings ask
 */
public record SessionKey(String user, DiscoveryPath cluster, SortedMap<String, String> sparkConf) {
    /** Copies the conf. */
    public SessionKey {
        sparkConf = Collections.unmodifiableSortedMap(new TreeMap<>(sparkConf));
    }

    /** A key from a map in any order. */
    public static SessionKey of(String user, DiscoveryPath cluster, Map<String, String> sparkConf) {
        return new SessionKey(user, cluster, new TreeMap<>(sparkConf));
    }

    boolean sameOwner(SessionKey candidate) {
        return user.equals(candidate.user) && cluster.equals(candidate.cluster);
    }

    /** Why a session of the same user on the same cluster does not do; empty when it does. */
    Optional<String> difference(SessionKey candidate) {
        SortedMap<String, String> all = new TreeMap<>(candidate.sparkConf);
        all.putAll(sparkConf);
        return all.keySet().stream()
                .filter(key -> !Objects.equals(sparkConf.get(key), candidate.sparkConf.get(key)))
                .findFirst()
                .map(key -> "spark_conf." + key + " differs (" + candidate.shown(key) + " → " + shown(key) + ")");
    }

    private String shown(String key) {
        String value = sparkConf.getOrDefault(key, "unset");
        return SecretNames.matches(key) && sparkConf.containsKey(key) ? SecretNames.HIDDEN : value;
    }
}
