package org.sparklaunch.querytracker.pool;

import java.time.Duration;

/**
 * How long idle sessions are kept.
 *
 * @param idleTimeout time after which they end
 * @param linger time after which they make room for other users at the server's limit
 */
public record PoolTimeouts(Duration idleTimeout, Duration linger) {}
