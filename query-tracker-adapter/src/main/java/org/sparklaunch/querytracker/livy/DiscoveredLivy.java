package org.sparklaunch.querytracker.livy;

import java.net.URI;
import java.net.http.HttpClient;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLContext;
import org.sparklaunch.discovery.ClusterSnapshot;
import org.sparklaunch.discovery.Discovery;
import org.sparklaunch.discovery.DiscoveryException;
import org.sparklaunch.discovery.DiscoveryPath;
import org.sparklaunch.discovery.ServiceInstance;
import org.sparklaunch.discovery.ServiceType;

/** Finds Livy servers as their clusters announce them, and keeps one client per address. */
public final class DiscoveredLivy implements LivyDirectory {
    private final Discovery discovery;
    private final LivyCredentials credentials;
    private final HttpClient client;
    private final Map<URI, LivyEndpoint> servers = new ConcurrentHashMap<>();

    /** Uses a connection that the caller closes, and the certificates that the context trusts. */
    public DiscoveredLivy(Discovery discovery, LivyCredentials credentials, SSLContext trust) {
        this.discovery = discovery;
        this.credentials = credentials;
        this.client = LivyHttp.client(trust);
    }

    @Override
    public LivyEndpoint find(DiscoveryPath cluster) {
        URI address = URI.create(announced(cluster).address());
        return servers.computeIfAbsent(address, a -> new LivyEndpoint(a, credentials, client));
    }

    private ServiceInstance announced(DiscoveryPath cluster) {
        ClusterSnapshot snapshot;
        try {
            snapshot = discovery.find(cluster);
        } catch (DiscoveryException e) {
            throw new LivyException(LivyException.Reason.UNREACHABLE, String.valueOf(e.getMessage()), e);
        }
        return snapshot.find(ServiceType.LIVY).orElseThrow(() -> nothing(snapshot));
    }

    private static LivyException nothing(ClusterSnapshot snapshot) {
        String message = snapshot.isEmpty()
                ? "no cluster is announced under " + snapshot.path()
                        + "; check the discovery_path setting, or start one with spark-launch --enable-livy"
                : "cluster under " + snapshot.path()
                        + " announces no Livy server; start it with spark-launch --enable-livy";
        return new LivyException(LivyException.Reason.NOT_FOUND, message);
    }
}
