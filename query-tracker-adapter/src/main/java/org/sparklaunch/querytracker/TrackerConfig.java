package org.sparklaunch.querytracker;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.sparklaunch.authentication.Authenticator;
import org.sparklaunch.authentication.accounts.Admission;
import org.sparklaunch.platform.network.Loopback;
import org.sparklaunch.querytracker.http.ListenAddress;
import org.sparklaunch.querytracker.livy.LivyCredentials;
import org.sparklaunch.querytracker.settings.QueryLimits;
import org.sparklaunch.querytracker.store.DatabaseConfig.Server;
import org.sparklaunch.querytracker.token.TokenLifetime;

/**
 * The configuration of a tracker.
 *
 * @param admission who is served without authentication; an address that other machines can reach needs everyone
 * @param authenticator null for no authentication
 * @param policyFile defines access control objects; null for the predefined ones alone
 * @param folder its files; created when absent
 * @param resultsFolder where drivers write full results
 * @param database shared by several trackers; null for a database of this tracker alone
 * @param defaultUser user of requests that name none
 */
public record TrackerConfig(
        ListenAddress listen,
        Admission admission,
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
     * @throws IllegalArgumentException with a message for the user
     */
    public TrackerConfig {
        if (admission != Admission.EVERYONE && authenticator == null && !Loopback.isLoopback(listen.host())) {
            throw new IllegalArgumentException("--host " + listen.host()
                    + " can be reached from other machines without authentication; use a loopback address such as"
                    + " 127.0.0.1, require authentication with --authentication-file, or let every caller act as any"
                    + " user with --insecure");
        }
        if (sessionIdleTimeout.isNegative() || sessionIdleTimeout.isZero()) {
            throw new IllegalArgumentException("--session-idle-timeout must be longer than 0");
        }
    }
}
