package org.sparklaunch.querytracker.pool;

import java.time.Duration;

/**
 * How long sessions that nobody uses stay.
 *
 * @param idleTimeout then they end
 * @param linger then they make room for other users at the server's limit
 */
public record PoolTimeouts(Duration idleTimeout, Duration linger) {}
