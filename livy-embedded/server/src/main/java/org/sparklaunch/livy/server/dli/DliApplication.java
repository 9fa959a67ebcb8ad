package org.sparklaunch.livy.server.dli;

/**
 * A session or batch that was created through the session API.
 *
 * @param id a UUID
 * @param number the number of the session or batch at this server
 * @param scType the resource type that responses show
 * @param createdAt epoch milliseconds
 */
public record DliApplication(
        String id, Kind kind, int number, String project, String cluster, String scType, long createdAt) {

    /** What it is. */
    public enum Kind {
        SESSION,
        BATCH
    }
}
