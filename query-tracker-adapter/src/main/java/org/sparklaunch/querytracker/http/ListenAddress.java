package org.sparklaunch.querytracker.http;

import org.jspecify.annotations.Nullable;
import org.sparklaunch.authentication.tls.TlsKeyStore;

/**
 * Where a tracker listens, and how.
 *
 * @param port 0 for any free one
 * @param tls what it proves its name with; null when it speaks plain HTTP
 */
public record ListenAddress(String host, int port, @Nullable TlsKeyStore tls) {
    /** Plain HTTP. */
    public ListenAddress(String host, int port) {
        this(host, port, null);
    }

    /** The address that callers use, given the port that it got. */
    public String url(int actualPort) {
        return (tls == null ? "http" : "https") + "://" + host + ":" + actualPort;
    }
}
