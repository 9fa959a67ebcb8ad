package org.sparklaunch.querytracker.pool;

import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.sparklaunch.authentication.SecretNames;
import org.sparklaunch.discovery.DiscoveryPath;

/**
 * What a session must be for a query to run in it. Users and clusters are never mixed; a differing Spark conf can be told.
 *
 * @param sparkConf as the query's settings ask
 * @param name the name of a session that queries share on purpose; null for a session that serves isolated queries
 */
public record SessionKey(
        String user,
        DiscoveryPath cluster,
        SortedMap<String, String> sparkConf,
        @Nullable String name) {
    /** Copies the conf. */
    public SessionKey {
        sparkConf = Collections.unmodifiableSortedMap(new TreeMap<>(sparkConf));
    }

    /** A key from a map in any order. */
    public static SessionKey of(String user, DiscoveryPath cluster, Map<String, String> sparkConf) {
        return new SessionKey(user, cluster, new TreeMap<>(sparkConf), null);
    }

    /** Returns the same key for a named session; null for none. */
    public SessionKey named(@Nullable String session) {
        return new SessionKey(user, cluster, sparkConf, session);
    }

    /** Whether both keys name one session. */
    boolean sameName(SessionKey other) {
        return name != null && name.equals(other.name) && sameOwner(other);
    }

    /** Whether a query with this key can run in the named session, which keeps its settings when the query asks for none. */
    boolean fitsNamed(SessionKey session) {
        return sparkConf.isEmpty() || sparkConf.equals(session.sparkConf);
    }

    boolean sameOwner(SessionKey candidate) {
        return user.equals(candidate.user) && cluster.equals(candidate.cluster);
    }

    /** Why a session of the same user on the same cluster does not do; empty when it does. */
    Optional<String> difference(SessionKey candidate) {
        if (!Objects.equals(name, candidate.name)) {
            return Optional.of(name == null ? "only named sessions exist" : "no session is named '" + name + "'");
        }
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
