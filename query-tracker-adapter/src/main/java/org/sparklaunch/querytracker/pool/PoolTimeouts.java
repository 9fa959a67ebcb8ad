package org.sparklaunch.querytracker.pool;

import java.time.Duration;

/**
 * How long idle sessions are kept, and how long what is away is waited for.
 *
 * @param idleTimeout time after which they end
 * @param linger time after which they yield to other users at the server's limit
 * @param outage time for which a query waits for a Livy server, or for ZooKeeper
 */
public record PoolTimeouts(Duration idleTimeout, Duration linger, Duration outage) {
    /** Longer than a restart with back-off takes, shorter than a user waits without a look. */
    public static final Duration OUTAGE = Duration.ofMinutes(10);
}
