package org.sparklaunch.querytracker.query;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which queries a listing has; newest first. Null means any.
 *
 * @param from inclusive
 * @param to inclusive
 * @param cursor where the page before ended; null for the newest, newest first
 * @param viewer whose queries it has and those shared with all; null for whoever's
 * @param text part of the query's text or annotations
 * @param limit most entries
 */
public record QueryFilter(
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable Cursor cursor,
        @Nullable String viewer,
        @Nullable String user,
        @Nullable String state,
        @Nullable String engine,
        @Nullable String text,
        int limit) {
    /**
     * A place in time.
     *
     * @param time exclusive
     * @param future whether the page goes to later queries, oldest first; else to earlier ones, newest first
     */
    public record Cursor(Instant time, boolean future) {}
}
