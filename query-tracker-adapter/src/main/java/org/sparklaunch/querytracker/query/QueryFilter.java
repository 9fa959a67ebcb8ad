package org.sparklaunch.querytracker.query;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which queries a listing has; newest first. Null means any.
 *
 * @param from inclusive
 * @param to inclusive
 * @param cursor where the page before ended; null for the newest, newest first
 * @param viewer for whom it is
 * @param substring part of the SQL or the annotations
 * @param limit most entries
 */
public record QueryFilter(
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable Cursor cursor,
        Viewer viewer,
        @Nullable String user,
        @Nullable String state,
        @Nullable String engine,
        @Nullable String substring,
        int limit) {
    /**
     * For whom a listing is.
     *
     * @param user whose queries it has; null for whoever's
     * @param objects access control objects whose queries it has as well
     */
    public record Viewer(@Nullable String user, Set<String> objects) {
        /** Sees all queries. */
        public static final Viewer ALL = new Viewer(null, Set.of());

        /** Copies the names. */
        public Viewer {
            objects = Set.copyOf(objects);
        }
    }

    /**
     * A place in time.
     *
     * @param time exclusive
     * @param future whether the page goes to later queries, oldest first; else to earlier ones, newest first
     */
    public record Cursor(Instant time, boolean future) {}
}
