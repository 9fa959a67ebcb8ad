package org.sparklaunch.querytracker;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import org.sparklaunch.querytracker.livy.LivyCredentials;
import org.sparklaunch.querytracker.query.QueryLimits;
import org.sparklaunch.querytracker.token.TokenLifetime;

/**
 * What a tracker is started with.
 *
 * @param insecure whether an address that other machines reach is accepted
 * @param folder its own files; made when absent
 * @param defaultUser who a request is from that names nobody
 */
record TrackerConfig(
        String host,
        int port,
        boolean insecure,
        Path folder,
        LivyCredentials livy,
        TokenLifetime tokens,
        Duration sessionIdleTimeout,
        QueryLimits limits,
        String defaultUser) {
    /**
     * Checks the address and the times.
     *
     * @throws IllegalArgumentException in words for the user
     */
    TrackerConfig {
        if (!insecure && !isLoopback(host)) {
            throw new IllegalArgumentException("--host " + host
                    + " can be reached from other machines, and this tracker cannot tell its users apart; bind a loopback"
                    + " address such as 127.0.0.1, or accept that with --insecure");
        }
        if (sessionIdleTimeout.isNegative() || sessionIdleTimeout.isZero()) {
            throw new IllegalArgumentException("--session-idle-timeout must be longer than 0");
        }
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("--host " + host + " is not an address of this machine", e);
        }
    }
}
