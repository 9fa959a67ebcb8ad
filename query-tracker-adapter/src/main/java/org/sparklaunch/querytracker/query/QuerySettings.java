package org.sparklaunch.querytracker.query;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sparklaunch.discovery.DiscoveryPath;

/**
 * A query's settings, checked and with their defaults.
 *
 * @param rowLimit most rows of the result; it is cut there and says so
 * @param timeout null for none
 * @param waitAtLimit whether to wait when all sessions are in use
 */
record QuerySettings(
        DiscoveryPath cluster,
        Map<String, String> sparkConf,
        boolean sessionReuse,
        int rowLimit,
        @Nullable Duration timeout,
        boolean waitAtLimit) {
    QuerySettings {
        sparkConf = Map.copyOf(sparkConf);
    }
}
