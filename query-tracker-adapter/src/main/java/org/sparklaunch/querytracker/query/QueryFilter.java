package org.sparklaunch.querytracker.query;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which queries a listing contains; newest first. Null means any.
 *
 * @param from inclusive
 * @param to inclusive
 * @param cursor end of the previous page; null for the newest
 * @param viewer the user who requested the listing
 * @param substring part of the SQL or the annotations
 * @param search words to find
 * @param limit largest number of entries
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
        @Nullable QuerySearch search,
        int limit) {
    /**
     * The user who requested a listing.
     *
     * @param user the user whose queries are listed; null for all users
     * @param objects access control objects whose queries are listed, too
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
