package org.sparklaunch.querytracker;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.sparklaunch.authentication.Authenticator;
import org.sparklaunch.platform.network.Loopback;
import org.sparklaunch.querytracker.http.ListenAddress;
import org.sparklaunch.querytracker.livy.LivyCredentials;
import org.sparklaunch.querytracker.query.QueryLimits;
import org.sparklaunch.querytracker.store.DatabaseConfig.Server;
import org.sparklaunch.querytracker.token.TokenLifetime;

/**
 * What a tracker is started with.
 *
 * @param insecure whether an address that other machines reach is accepted
 * @param authenticator how users prove who they are; null when they need not
 * @param policyFile says who may do what with the queries of others; null for the predefined objects alone
 * @param folder its own files; made when absent
 * @param resultsFolder where drivers write full results
 * @param database what several trackers share; null for one of this tracker alone in its folder
 * @param defaultUser who a request is from that names nobody
 */
record TrackerConfig(
        ListenAddress listen,
        boolean insecure,
        @Nullable Authenticator authenticator,
        @Nullable Path policyFile,
        Path folder,
        Path resultsFolder,
        @Nullable Server database,
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
        if (!insecure && authenticator == null && !Loopback.isLoopback(listen.host())) {
            throw new IllegalArgumentException("--host " + listen.host()
                    + " can be reached from other machines, and users need not prove who they are; bind a loopback address"
                    + " such as 127.0.0.1, say how they prove it with --authentication-file, or let everybody be anybody"
                    + " with --insecure");
        }
        if (sessionIdleTimeout.isNegative() || sessionIdleTimeout.isZero()) {
            throw new IllegalArgumentException("--session-idle-timeout must be longer than 0");
        }
    }
}
