package org.sparklaunch.querytracker.settings;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sparklaunch.discovery.DiscoveryPath;
import org.sparklaunch.querytracker.pool.SessionKey;

/**
 * The settings of a query, checked and with their defaults.
 *
 * @param session the name of the session that the query shares with others of its user; null for an isolated query
 * @param rowLimit largest number of rows of a result, which is then marked as cut
 * @param fileRows how many rows are kept in a file instead, which the tracker sends whole; 0 for rows within the row limit
 * @param fullResult whether all rows are kept beside the result
 * @param timeout null for none
 * @param params arguments for the query's markers
 * @param waitAtLimit whether to wait when all sessions are in use
 */
public record QuerySettings(
        DiscoveryPath cluster,
        Map<String, String> sparkConf,
        boolean sessionReuse,
        @Nullable String session,
        int rowLimit,
        long fileRows,
        boolean fullResult,
        @Nullable Duration timeout,
        boolean waitAtLimit,
        ObjectNode params) {
    /** Copies the conf. */
    public QuerySettings {
        sparkConf = Map.copyOf(sparkConf);
    }

    /** Returns the key of the session that a query of the user needs. */
    public SessionKey sessionKey(String user) {
        return SessionKey.of(user, cluster, sparkConf).named(session);
    }
}
