package org.sparklaunch.querytracker.query;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Set;

/**
 * A query as it is stored. {@code PreparedQuery} adds what its settings and its SQL mean.
 *
 * @param engine always {@code spyt}
 * @param sql the text of its statements
 * @param settings as the user wrote them
 * @param annotations a map that the user attaches
 * @param tracker id of the tracker that has it; empty before it is stored
 * @param access names of the access control objects by which its author shares it
 */
public record Query(
        String id,
        String user,
        String engine,
        String sql,
        JsonNode settings,
        JsonNode annotations,
        Instant start,
        QueryState state,
        QueryLocation placement,
        QueryProgress progress,
        Set<String> access,
        String tracker) {
    /** Whether listings contain it. */
    public boolean isIndexed() {
        return settings.path("is_indexed").asBoolean(true);
    }
}
