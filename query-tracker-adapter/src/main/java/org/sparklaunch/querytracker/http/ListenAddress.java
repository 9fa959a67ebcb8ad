package org.sparklaunch.querytracker.http;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sparklaunch.authentication.tls.TlsKeyStore;

/**
 * Where a tracker listens, and how.
 *
 * @param port 0 for any free one
 * @param tls what it proves its name with; null when it speaks plain HTTP
 * @param allowedHosts further names of this tracker that a {@code Host} header may have, as behind a reverse proxy
 */
public record ListenAddress(String host, int port, @Nullable TlsKeyStore tls, List<String> allowedHosts) {
    /** Plain HTTP. */
    public ListenAddress(String host, int port) {
        this(host, port, null, List.of());
    }

    /** The address that callers use, given the port that it got. */
    public String url(int actualPort) {
        return (tls == null ? "http" : "https") + "://" + host + ":" + actualPort;
    }
}
