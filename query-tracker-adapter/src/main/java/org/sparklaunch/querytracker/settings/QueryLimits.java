package org.sparklaunch.querytracker.settings;

import java.time.Duration;
import org.sparklaunch.discovery.DiscoveryPath;

/**
 * Defaults of settings, and the limits that no setting may exceed.
 *
 * @param cluster where queries run
 * @param rowLimit largest number of rows of a result
 * @param concurrent largest number of queries that run or wait for a session; others stay pending
 * @param poll how long one read of a statement waits for a change
 * @param retention how long results are kept after their query's end
 */
public record QueryLimits(DiscoveryPath cluster, int rowLimit, int concurrent, Duration poll, Duration retention) {}
