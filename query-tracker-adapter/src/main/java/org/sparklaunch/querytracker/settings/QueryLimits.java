package org.sparklaunch.querytracker.settings;

import java.time.Duration;
import org.sparklaunch.discovery.DiscoveryPath;

/**
 * What holds for queries whose settings say nothing, and what none may exceed.
 *
 * @param cluster where queries run
 * @param rowLimit most rows of a result
 * @param concurrent queries that run or wait for a session at one time; more stay pending
 * @param poll how long one read of a statement waits for news
 * @param retention how long results are kept after their query's end
 */
public record QueryLimits(DiscoveryPath cluster, int rowLimit, int concurrent, Duration poll, Duration retention) {}
