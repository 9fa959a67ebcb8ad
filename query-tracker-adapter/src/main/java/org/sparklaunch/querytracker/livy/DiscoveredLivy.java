package org.sparklaunch.querytracker.livy;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sparklaunch.discovery.ClusterSnapshot;
import org.sparklaunch.discovery.Discovery;
import org.sparklaunch.discovery.DiscoveryException;
import org.sparklaunch.discovery.DiscoveryPath;
import org.sparklaunch.discovery.ServiceType;
import org.sparklaunch.querytracker.livy.LivyException.Reason;

/**
 * Finds Livy servers, and keeps one client per address. The server of the tracker's own launch is told by the launch. Those of other
 * clusters are found as they are announced, if the operator allows the cluster: everyone who writes to ZooKeeper can announce a server, and
 * would get the queries. While ZooKeeper is away the last known address is used: a server without ZooKeeper still serves.
 */
public final class DiscoveredLivy implements LivyDirectory {
    private static final Logger LOG = LoggerFactory.getLogger(DiscoveredLivy.class);

    /** Every question to an absent ZooKeeper takes seconds, so it is not asked with each call of a Livy server. */
    private static final Duration ASK_AGAIN = Duration.ofSeconds(5);

    private final Discovery discovery;
    private final KnownClusters clusters;
    private final LivyCredentials credentials;
    private final HttpClient client;
    private final Map<URI, LivyEndpoint> servers = new ConcurrentHashMap<>();
    private final Map<DiscoveryPath, LivyEndpoint> known = new ConcurrentHashMap<>();
    private volatile boolean away;
    private volatile long failed;

    /** Uses a connection that the caller closes, and the certificates that the context trusts. */
    public DiscoveredLivy(Discovery discovery, KnownClusters clusters, LivyCredentials credentials, SSLContext trust) {
        this.discovery = discovery;
        this.clusters = clusters;
        this.credentials = credentials;
        this.client = LivyHttp.client(trust);
    }

    @Override
    public LivyEndpoint find(DiscoveryPath cluster) {
        if (!clusters.allows(cluster)) {
            throw new LivyException(
                    Reason.REFUSED,
                    "queries may not use the cluster under " + cluster
                            + ": it is not this tracker's own; the operator allows others with --other-cluster");
        }
        Optional<URI> own = clusters.ownLivy().filter(livy -> cluster.equals(clusters.own()));
        return own.map(this::endpoint).orElseGet(() -> findAnnounced(cluster));
    }

    private LivyEndpoint endpoint(URI address) {
        return servers.computeIfAbsent(address, a -> new LivyEndpoint(a, credentials, client));
    }

    private LivyEndpoint findAnnounced(DiscoveryPath cluster) {
        LivyEndpoint last = known.get(cluster);
        if (last != null && away && System.nanoTime() - failed < ASK_AGAIN.toNanos()) {
            return last;
        }
        try {
            LivyEndpoint found = find(discovery.find(cluster));
            known.put(cluster, found);
            noteAnswer();
            return found;
        } catch (DiscoveryException e) {
            noteFailure(e);
            if (last != null) {
                return last;
            }
            throw new LivyException(Reason.AWAY, String.valueOf(e.getMessage()), e);
        }
    }

    private void noteAnswer() {
        if (away) {
            away = false;
            LOG.info("ZooKeeper answers again");
        }
    }

    private void noteFailure(DiscoveryException e) {
        failed = System.nanoTime();
        if (!away) {
            away = true;
            LOG.warn("the last known addresses of Livy servers are used: {}", e.getMessage());
        }
    }

    private LivyEndpoint find(ClusterSnapshot snapshot) {
        URI address = snapshot.find(ServiceType.LIVY)
                .map(livy -> URI.create(livy.address()))
                .orElseThrow(() -> nothing(snapshot));
        return endpoint(address);
    }

    private LivyException nothing(ClusterSnapshot snapshot) {
        if (known.containsKey(snapshot.path())) {
            return new LivyException(
                    Reason.AWAY,
                    "the Livy server of the cluster under " + snapshot.path()
                            + " is not announced now; it restarts, or its cluster has ended");
        }
        String message = snapshot.isEmpty()
                ? "no cluster is announced under " + snapshot.path()
                        + "; check the discovery_path setting, or start one with spark-launch --enable-livy"
                : "cluster under " + snapshot.path()
                        + " announces no Livy server; start it with spark-launch --enable-livy";
        return new LivyException(Reason.NOT_ANNOUNCED, message);
    }
}
