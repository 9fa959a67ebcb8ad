package org.sparklaunch.querytracker.query;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Set;

/**
 * A query as it is stored.
 *
 * @param engine always {@code spyt}
 * @param text the SQL
 * @param settings as the user wrote them
 * @param annotations free marks of the user, a map
 * @param progress how far it is
 * @param access names of the access control objects by which its author shares it
 */
public record Query(
        String id,
        String user,
        String engine,
        String text,
        JsonNode settings,
        JsonNode annotations,
        Instant start,
        QueryState state,
        QueryLocation placement,
        QueryProgress progress,
        Set<String> access) {}
